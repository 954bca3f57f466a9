"""The command line: click's home, with one small file for each command."""

from busplan.cli.program import main

__all__ = ["main"]

"""Run the command line with ``python -m busplan``."""

from busplan.cli import main

if __name__ == "__main__":
    main(prog_name="busplan")

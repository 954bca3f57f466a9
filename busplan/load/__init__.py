"""Files to values: the only room that reads files."""

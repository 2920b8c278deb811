"""The command line: one module a command, one a form of output."""

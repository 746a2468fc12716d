"""Runs the command line as `python -m variorum`, for those whose path does not hold the installed program."""

from variorum.cli import program

if __name__ == "__main__":
    program()

"""`python -m holdsway`: the command line."""

from holdsway.cli import main

main()

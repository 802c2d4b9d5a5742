"""`python -m coacheck`: the command line, where no script `coacheck` is on the path."""

from coacheck.cli import main

if __name__ == "__main__":
    main()

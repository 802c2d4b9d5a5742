"""Exit codes and the one small tree of errors that a user may see.

Every error is one line: what was found (quoted), what was expected, and what to do.
"""

EXIT_PASS = 0
EXIT_FAIL = 1
EXIT_USAGE = 2
EXIT_REVIEW = 3
EXIT_UNREADABLE = 4


class CoacheckError(Exception):
    """An error that is told in one line; `exit_code` is what the command line returns."""

    exit_code = EXIT_USAGE


class UsageError(CoacheckError):
    """What the user asked for can't be understood (a claim, a date, an option)."""


class UnreadableError(CoacheckError):
    """The file can't be read: missing, empty, broken, encrypted, no PDF, no text."""

    exit_code = EXIT_UNREADABLE


class UnreachedError(UnreadableError):
    """The file could not be reached this time: the network, a store or the disk failed, not the file."""


class NotACoaError(UnreadableError):
    """The file can be read, but it is no laboratory report on cannabinoids."""

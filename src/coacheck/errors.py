"""Exit codes and the one small tree of errors that a user may see.

Every error is one line: what was found (quoted), what was expected, and what to do.
"""

from typing import Literal

Trouble = Literal["unreadable", "not-a-coa", "timeout", "memory", "crash", "retry"]
"""`retry`: the report was not reached or its worker was ended from outside; another time it may well be read."""
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
    """The file can't be read: missing, empty, broken, encrypted, no PDF, no text. `reason` as in JSON."""

    exit_code = EXIT_UNREADABLE
    reason: Trouble = "unreadable"


class UnreachedError(UnreadableError):
    """The file could not be reached this time: the network, a store or the disk failed, not the file."""

    reason = "retry"


class NotACoaError(UnreadableError):
    """The file can be read, but it is no laboratory report on cannabinoids."""

    reason = "not-a-coa"


class TooLongError(UnreadableError):
    """Reading it took more time than it may."""

    reason = "timeout"


class TooLargeError(UnreadableError):
    """Reading it took more memory than it may."""

    reason = "memory"


class CrashError(UnreadableError):
    """The program failed at the file."""

    reason = "crash"

"""The program, started by a process that has loaded it already: each run is a fork of it, with streams, environment and
folder of its own, and ends as any process ends. What is spared is to load everything anew, most of a short run.
"""

from __future__ import annotations

import os
import pickle
import socket
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from select import select
from signal import SIGKILL
from threading import Lock
from typing import Any, NamedTuple, NoReturn

PROGRAM = Path(sys.executable).with_name("coacheck")
SAMPLE = Path(__file__).parent.parent / "sample_coas" / "tincture-good.pdf"
_LONGEST = 2**20
"""Bytes of arguments and environment."""
_MODES = ("wb", "rb", "rb", "rb")
_WIDTH = 12
"""Characters of the number of a process, and of its code."""
_AT_START = ("PYTHON", "LC_", "LANG")
"""What Python itself looks at when it starts."""


class Ended(NamedTuple):
    code: int
    out: bytes
    err: bytes


class Started:
    """`started(["check", path], b"", {"COLUMNS": "80"}, folder, 60)`; not on Linux: a process as any other."""

    def __init__(self) -> None:
        self._server: subprocess.Popen[bytes] | None = None
        self._lock = Lock()

    def __call__(self, args: Sequence[str], stdin: bytes, env: dict[str, str], cwd: Path, timeout: float) -> Ended:
        """Raises TimeoutExpired, as subprocess does. Threads may call it at the same time."""
        every = os.environ | env
        if sys.platform != "linux" or any(name.startswith(_AT_START) for name in env.keys() - {"PYTHONIOENCODING"}):
            command = [str(PROGRAM), *args]
            done = subprocess.run(command, input=stdin, capture_output=True, timeout=timeout, cwd=cwd, env=every)
            return Ended(done.returncode, done.stdout, done.stderr)
        with self._lock:
            if self._server is None or self._server.poll() is not None:  # somebody may have ended it
                self.end()
                self._start()
        return self._fork((args, every, str(cwd)), stdin, timeout)

    def _start(self) -> None:
        self._socket, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with theirs:
            command = [sys.executable, __file__, str(theirs.fileno())]
            self._server = subprocess.Popen(command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL)

    def _fork(self, what: tuple[Sequence[str], dict[str, str], str], stdin: bytes, timeout: float) -> Ended:
        given, out, err, told = pipes = [os.pipe() for _ in range(4)]
        theirs = [given[0], out[1], err[1], told[1]]
        try:
            socket.send_fds(self._socket, [pickle.dumps(what)], theirs)
        finally:
            for end in theirs:
                os.close(end)
        with ExitStack() as stack, ThreadPoolExecutor(3) as threads:
            ours = [own for pair in pipes for own in pair if own not in theirs]
            to, *said, status = (stack.enter_context(os.fdopen(e, m, 0)) for e, m in zip(ours, _MODES, strict=True))
            threads.submit(_give, to, stdin)
            read = [threads.submit(stream.readall) for stream in said]
            process = _told(status.read(_WIDTH))
            if not select([status], [], [], timeout)[0]:
                os.kill(process, SIGKILL)
                raise subprocess.TimeoutExpired([PROGRAM, *what[0]], timeout)
            return Ended(_told(status.read(_WIDTH)), *(each.result() for each in read))

    def end(self) -> None:
        if self._server is not None:
            self._socket.close()  # without it the server ends
            self._server.wait()


def _told(number: bytes) -> int:
    if not number:
        raise ChildProcessError("what forks the program was ended from outside; expected nobody to do so")
    return int(number)


def _give(stream: Any, data: bytes) -> None:
    try:
        with stream:
            while data:
                data = data[stream.write(data) :]
    except BrokenPipeError:
        return


def _serve(channel: socket.socket) -> None:
    """For each call a fork that says how its own fork ends; comes back in that. Ends where there are no more calls."""
    while True:
        data, ends, _, _ = socket.recv_fds(channel, _LONGEST, 4)
        if not data:
            raise SystemExit
        *streams, told = ends
        if os.fork() == 0:
            channel.close()
            if process := os.fork():
                _tell(process, streams, told)
            os.close(told)
            for number, stream in enumerate(streams):
                os.dup2(stream, number)
                os.close(stream)
            return _become(*pickle.loads(data))
        for end in ends:
            os.close(end)
        while _ended():
            pass


def _tell(process: int, streams: Sequence[int], told: int) -> NoReturn:
    """Which process it is, and with which code it ended."""
    for stream in streams:
        os.close(stream)
    os.write(told, f"{process:{_WIDTH}}".encode())
    _, status = os.waitpid(process, 0)
    with suppress(BrokenPipeError):  # it took too long, and nobody listens
        os.write(told, f"{os.waitstatus_to_exitcode(status):{_WIDTH}}".encode())
    os._exit(0)


def _ended() -> bool:
    """Was there a fork to be buried?"""
    try:
        return os.waitpid(-1, os.WNOHANG)[0] != 0
    except ChildProcessError:
        return False


def _become(args: Sequence[str], env: dict[str, str], cwd: str) -> None:
    """As a process that was started so."""
    os.environ.clear()
    os.environ.update(env)
    os.chdir(cwd)
    sys.argv = [str(PROGRAM), *args]
    sys.modules["__main__"].__file__ = str(PROGRAM)  # what a worker of a scan loads first
    coding = env.get("PYTHONIOENCODING", "utf-8")
    sys.stdin = open(0, encoding=coding, closefd=False)  # noqa: SIM115
    sys.stdout = open(1, "w", encoding=coding, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=coding, closefd=False, buffering=1, errors="backslashreplace")  # noqa: SIM115


if __name__ == "__main__":
    import coacheck
    from coacheck.cli import main
    from coacheck.outputs import terminal, verdict_text  # noqa: F401

    coacheck.check(SAMPLE)
    _serve(socket.socket(fileno=int(sys.argv[1])))
    main()

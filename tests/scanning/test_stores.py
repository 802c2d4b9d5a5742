"""Reports in an object store (moto's server, on loopback): what it holds, what it refuses, and what if it dies."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from coacheck.errors import UnreachedError, UnreadableError, UsageError
from coacheck.scanning.fetch import fetch
from coacheck.scanning.sources import names_of
from conftest import PLAIN, PROGRAM, ROOT, Run
from scanning.conftest import Results
from scanning.test_resume import wait_for_lines

ON = ("--on", "2026-11-22")
KEYS = {"AWS_ACCESS_KEY_ID": "key", "AWS_SECRET_ACCESS_KEY": "secret", "AWS_DEFAULT_REGION": "us-east-1"}
HASTE = {"AWS_MAX_ATTEMPTS": "1", "AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
         "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}  # fmt: skip


class Store:
    """A server of objects, which can die and come back at the same address."""

    def __init__(self, port: int) -> None:
        pytest.importorskip("moto", exc_type=ImportError)
        command = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
        self.port = port
        self._server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + 60
        while not _answers(port):
            assert self._server.poll() is None
            assert time.monotonic() < end
            time.sleep(0.05)

    @property
    def env(self) -> dict[str, str]:
        return {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}", **KEYS, **HASTE}

    def put(self, key: str, data: bytes = b"") -> None:
        import boto3

        client = boto3.client(
            "s3", endpoint_url=self.env["AWS_ENDPOINT_URL"], region_name="us-east-1", aws_access_key_id="key",
            aws_secret_access_key="secret",
        )  # fmt: skip
        bucket, _, name = key.partition("/")
        if name:
            client.put_object(Bucket=bucket, Key=name, Body=data)
        else:
            client.create_bucket(Bucket=bucket)
        client.close()

    def stop(self) -> None:
        self._server.kill()
        self._server.wait()


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@pytest.fixture(scope="module")
def store(samples: Path) -> Iterator[Store]:
    """A bucket with three reports under a/, one of them deeper, and a text."""
    server = Store(free_port())
    server.put("bucket")
    for key in ("a/tincture-good.pdf", "a/deep/expired.PDF", "a/two-column.pdf"):
        server.put(f"bucket/{key}", (samples / f"{Path(key).stem}.pdf").read_bytes())
    server.put("bucket/a/notes.txt", b"no report")
    yield server
    server.stop()


@pytest.mark.parametrize(
    ("path", "names"),
    [
        ("bucket/a/", {"tincture-good.pdf", "expired.PDF", "two-column.pdf"}),
        ("bucket/a/*.pdf", {"tincture-good.pdf", "two-column.pdf"}),
        ("bucket/a/two-column.pdf", {"two-column.pdf"}),
    ],
)
def test_prefixes_patterns_and_objects(
    run: Run, store: Store, tmp_path: Path, results: Results, path: str, names: set[str]
) -> None:
    output = tmp_path / "out.jsonl"

    ran = run("scan", f"s3://{path}", "-o", output, "-q", *ON, **store.env)

    found = results(output)
    assert (ran.code in (0, 3), ran.err, set(found)) == (True, "", names)
    assert all("verdict" in result for result in found.values())


@pytest.mark.parametrize("path", ["bucket/none.pdf", "bucket/none/", "nobucket/a/", "nobucket/x.pdf", "nobucket/*.pdf"])
def test_what_the_store_does_not_hold_is_told(
    run: Run, store: Store, tmp_path: Path, results: Results, path: str
) -> None:
    output = tmp_path / "out.jsonl"

    ran = run("scan", f"s3://{path}", "-o", output, "-q", *ON, **store.env)

    (result,) = results(output).values()
    assert (ran.code, result["reason"]) == (4, "unreadable")
    assert "no such file" in result["error"]


def test_a_store_that_can_not_be_asked_is_one_line(run: Run, store: Store, tmp_path: Path) -> None:
    dead = store.env | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}"}
    nobody = {name: value for name, value in store.env.items() if name not in KEYS} | {"HOME": str(tmp_path)}
    for env, says in ((dead, "connect"), (nobody, "credentials")):
        ran = run("scan", "s3://bucket/a/", *ON, **env)
        assert (ran.code, ran.out, ran.err.count("\n")) == (4, "", 1)
        assert "can't be listed" in ran.err
        assert says in ran.err
        assert "internal error" not in ran.err


def test_a_report_that_was_not_reached_is_read_another_time(
    run: Run, store: Store, tmp_path: Path, results: Results
) -> None:
    output, report = tmp_path / "out.jsonl", "s3://bucket/a/tincture-good.pdf"
    nobody = {name: value for name, value in store.env.items() if name not in KEYS} | {"HOME": str(tmp_path)}

    for env in (store.env | {"AWS_ENDPOINT_URL": f"http://127.0.0.1:{free_port()}"}, nobody):
        ran = run("scan", report, "-o", output, "-q", "--resume", *ON, **env)
        (result,) = results(output).values()
        assert (ran.code, result["reason"]) == (4, "retry")
        assert "no such file" not in result["error"]

    assert run("scan", report, "-o", output, "-q", "--resume", *ON, **store.env).code in (0, 3)
    assert ["verdict" in result for result in results(output).values()] == [True]


def test_a_store_that_dies_half_way_and_comes_back(run: Run, samples: Path, tmp_path: Path, results: Results) -> None:
    port, output = free_port(), tmp_path / "out.jsonl"
    reports = {f"{n}.pdf": (samples / "expired.pdf").read_bytes() + b"\n%% %d" % n for n in range(5)}

    def full() -> Store:
        server = Store(port)
        server.put("bucket")
        for name, data in reports.items():
            server.put(f"bucket/{name}", data)
        return server

    server = full()
    command = [PROGRAM, "scan", "s3://bucket/", "-o", output, "-q", "--no-cache", "-j", "2", *ON]
    scan = subprocess.Popen([*map(str, command)], cwd=ROOT, env=os.environ | PLAIN | server.env)
    wait_for_lines(output, 1)
    server.stop()

    assert scan.wait(120) in (3, 4)
    first = results(output)
    assert set(first) == set(reports)
    assert {r["reason"] for r in first.values() if "error" in r} == {"retry"}

    server = full()
    ran = run("scan", "s3://bucket/", "-o", output, "-q", "--resume", *ON, **server.env)
    server.stop()
    assert ran.code == 3
    assert set(results(output)) == set(reports)
    assert all("verdict" in result for result in results(output).values())


# --- servers of the web


class _Odd(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        answer = self.path.strip("/").partition(".")[0]
        if answer == "torn":
            self.send_response(200)
            self.send_header("Content-Length", "100000")
            self.end_headers()
            self.wfile.write(b"%PDF-1.4 ")
            return
        self.send_error(int(answer))

    do_HEAD = do_GET

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def odd() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Odd) as server:
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("answer", "kind"),
    [("404", UnreadableError), ("410", UnreadableError), ("403", UnreachedError), ("401", UnreachedError),
     ("429", UnreachedError), ("500", UnreachedError), ("503", UnreachedError), ("torn", UnreachedError)],
)  # fmt: skip
def test_what_a_server_answers(
    odd: str, answer: str, kind: type[UnreadableError], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACHECK_PRIVATE_HOSTS", "1")
    with pytest.raises(UnreadableError) as error:
        fetch(f"{odd}/{answer}.pdf", "x.pdf")

    assert type(error.value) is kind
    assert ("no such file" in str(error.value)) == (kind is UnreadableError)
    assert "\n" not in str(error.value)


def test_a_connection_refused_is_no_missing_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACHECK_PRIVATE_HOSTS", "1")
    with pytest.raises(UnreachedError, match="nothing answers there"):
        fetch(f"http://127.0.0.1:{free_port()}/x.pdf", "x.pdf")
    with pytest.raises(UnreadableError, match="can't be listed"):
        list(names_of([f"http://127.0.0.1:{free_port()}/reports/"], print))


@pytest.mark.parametrize(("url", "says"), [("nosuch://x/y", "no kind of store"), ("gs://x/y", "expected the library")])
def test_a_kind_of_store_that_nobody_knows_is_wrong_usage(url: str, says: str) -> None:
    with pytest.raises(UsageError, match=says):
        list(names_of([url], print))


def test_a_disk_that_fails_is_no_fault_of_the_report(monkeypatch: pytest.MonkeyPatch, samples: Path) -> None:
    def fails(self: Path, mode: str) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Path, "open", fails)

    with pytest.raises(UnreachedError, match="Input/output error"):
        fetch(str(samples / "expired.pdf"), "expired.pdf")

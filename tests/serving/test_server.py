"""What the server answers to the page, and what it refuses to all others."""

from __future__ import annotations

import http.client
import io
import json
import select
import socket
import time
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from PIL import Image, ImageDraw, ImageFont

from coacheck.pdf.ocr.pages import installed
from coacheck.rules import Options
from coacheck.scanning.engine import local
from coacheck.scanning.settings import Limits
from coacheck.serving import server as serving
from coacheck.serving.desk import Desk
from coacheck.serving.server import server
from conftest import Run


def ask(address: str, method: str, path: str, body: bytes = b"", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """As the page itself would; a header given as "" is left out."""
    host = urlsplit(address).netloc
    sent = {"Host": host, "Origin": f"http://{host}"} | {k.replace("_", "-"): v for k, v in headers.items()}
    connection = http.client.HTTPConnection(host, timeout=120)
    connection.putrequest(method, path, skip_host=True)
    for name, value in sent.items():
        if value:
            connection.putheader(name, value)
    if "Content-Length" not in sent and method == "POST":
        connection.putheader("Content-Length", str(len(body)))
    with closing(connection):
        connection.endheaders(body)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()


def judge(address: str, data: bytes, **said: str) -> tuple[int, Any]:
    code, _, body = ask(address, "POST", f"/judge?{urlencode(said)}", data)
    return code, json.loads(body)


def test_a_report_is_judged_by_what_the_label_says(address: str, samples: Path) -> None:
    data = (samples / "gummy-underfilled.pdf").read_bytes()
    code, found = judge(address, data, name="gummy.pdf", claims="CBD 25 mg/unit\nTHC-free")

    assert (code, found["verdict"], found["product"]) == (200, "fail", "Peach Ring CBD Gummies")
    assert "label says 25 mg/unit" in found["why"]
    status, headers, page = ask(address, "GET", found["page"])
    assert status == 200
    assert "gummy.pdf" in page.decode()
    assert headers["Cache-Control"] == "no-store"
    assert headers["Server"] == "coacheck"


def test_a_zip_of_several_gives_their_names_and_each_is_judged(address: str, samples: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(samples / "gummy-underfilled.pdf", "gummy.pdf")
        archive.write(samples / "tincture-good.pdf", "more/tincture.pdf")
    code, found = judge(address, packed.getvalue(), name="reports.zip")
    _, one = judge(address, packed.getvalue(), name="reports.zip", inner="more/tincture.pdf")
    _, none = judge(address, packed.getvalue(), name="reports.zip", inner="../gummy.pdf")

    assert (code, found) == (200, {"inside": ["gummy.pdf", "more/tincture.pdf"]})
    assert one["product"] == "Full Spectrum CBD Tincture 1000 mg"
    assert "no ../gummy.pdf in it" in none["error"]


@pytest.mark.skipif(not installed(), reason="reads words in pictures; needs the extra ocr")
def test_a_photo_of_a_label_is_read_for_the_form(address: str, tmp_path: Path) -> None:
    picture = Image.new("RGB", (1000, 700), "white")
    for at, text in enumerate(("CBD 25 mg per gummy", "LOT: PR25-0903")):
        font = ImageFont.load_default(size=60)
        ImageDraw.Draw(picture).text((80, 100 + 150 * at), text, font=font, fill="black")
    picture.save(tmp_path / "label.png")
    code, _, body = ask(address, "POST", "/label?name=label.png", (tmp_path / "label.png").read_bytes())
    _, _, wrong = ask(address, "POST", "/label?name=x.txt", b"no picture")

    assert code == 200
    said = json.loads(body)["said"]
    assert [(field["key"], field["text"]) for field in said] == [
        ("batch", "PR25-0903"),
        ("claims", "CBD 25 mg per gummy"),
    ]
    assert all(isinstance(field["sure"], bool) for field in said)
    assert json.loads(wrong)["reason"] == "unreadable"


def test_ten_at_once(address: str, samples: Path) -> None:
    data = (samples / "gummy-underfilled.pdf").read_bytes()
    with ThreadPoolExecutor(10) as pool:
        answers = list(pool.map(lambda n: judge(address, data, name=f"{n}.pdf", claims="CBD 25 mg/unit"), range(10)))

    assert [(code, found["verdict"]) for code, found in answers] == [(200, "fail")] * 10
    assert len({found["page"] for _, found in answers}) == 10


@pytest.mark.parametrize(
    ("data", "reason"),
    [(b"", "unreadable"), (b"%PDF-1.7\n" + b"\x00" * 5000, "unreadable"), (b"<script>alert(1)</script>", "unreadable")],
)
def test_what_can_not_be_read_is_told(address: str, data: bytes, reason: str) -> None:
    code, found = judge(address, data, name="../../etc/<b>.pdf")

    assert (code, found["reason"]) == (200, reason)
    assert "etc" not in found["error"]


def test_a_label_that_can_not_be_understood_is_told(address: str, samples: Path) -> None:
    data = (samples / "gummy-underfilled.pdf").read_bytes()
    more = f"CBD 25 mg / {'9' * 400} mL"  # more than a number can say
    wrong = [judge(address, data, **said) for said in ({"claims": "CBD lots"}, {"servings": "many"}, {"claims": more})]

    assert [code for code, _ in wrong] == [400, 400, 400]
    assert "CBD lots" in wrong[0][1]["error"]
    assert "'many'" in wrong[1][1]["error"]


REFUSED = {
    "another page": (403, {"Origin": "https://evil.example"}),
    "a page of no origin": (403, {"Origin": "null"}),
    "no page": (403, {"Origin": ""}),
    "another port of this machine": (403, {"Origin": "http://127.0.0.1:1"}),
    "another name that leads here": (403, {"Host": "evil.example", "Origin": "http://evil.example"}),
    "no name": (403, {"Host": ""}),
    "another site, by the browser's word": (403, {"Sec_Fetch_Site": "cross-site"}),
    "no length": (411, {"Content_Length": "x"}),
    "more than a report": (413, {"Content_Length": str(2**30)}),
    "a length that no number holds": (413, {"Content_Length": "9" * 5000}),
    "pieces": (411, {"Transfer_Encoding": "chunked"}),
}


@pytest.mark.parametrize("who", REFUSED)
def test_all_others_are_refused(address: str, who: str) -> None:
    expected, headers = REFUSED[who]
    code, _, body = ask(address, "POST", "/judge?name=x", b"", **headers)

    assert code == expected
    assert json.loads(body)["reason"] == "refused"


def test_the_page_is_for_this_machine_only(address: str) -> None:
    assert ask(address, "GET", "/")[0] == 200
    assert ask(address, "GET", "/", Host="evil.example")[0] == 403
    assert ask(address, "GET", "/page/guessed")[0] == 404
    assert ask(address, "GET", "/../../etc/passwd")[0] == 404
    assert ask(address, "OPTIONS", "/judge", Access_Control_Request_Method="POST")[0] == 501
    with pytest.raises(OSError, match=r"refused|unreachable"):
        socket.create_connection((_other_address(), urlsplit(address).port or 0), timeout=2)


def _other_address() -> str:
    """An address of this machine that is not the one it listens on."""
    return "127.0.0.2"


def test_a_port_that_is_taken_is_told_in_one_line(run: Run, address: str) -> None:
    ran = run("serve", "--no-open", "--port", str(urlsplit(address).port))

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "expected a free one (--port)" in ran.err


class _Idle(Desk):
    """Says how large a report is, and is never busy."""

    def __init__(self) -> None:
        """It needs no workers."""

    def judge(self, data: bytes, name: str, given: object, inner: str = "") -> dict[str, Any]:
        return {"bytes": len(data)}


@pytest.fixture
def idle() -> Iterator[str]:
    with server(_Idle(), 0) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{listening.server_address[1]}/"
        listening.shutdown()


def _beginning(address: str, size: int) -> socket.socket:
    """An upload that is announced, with its first byte."""
    host = urlsplit(address).netloc
    line = socket.create_connection(("127.0.0.1", urlsplit(address).port or 0))
    head = f"POST /judge?name=x HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Length: {size}\r\n\r\n"
    line.sendall(f"{head}x".encode())
    return line


def _in_time(address: str, data: bytes) -> Any:
    """The answer to an upload, as soon as there is room for it; a server that is full may hang up while it is sent."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        with suppress(ConnectionError):
            code, _, body = ask(address, "POST", "/judge?", data)
            if code != 503:
                return json.loads(body)
        time.sleep(0.05)
    return None


def test_a_file_that_comes_in_drips_holds_no_place_for_longer_than_its_time(
    idle: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving, "SECONDS", 1)
    monkeypatch.setattr(serving, "AT_ONCE", 1)
    with _beginning(idle, 1000) as slow:
        start = time.monotonic()
        while not select.select([slow], [], [], 0.2)[0]:
            slow.sendall(b"y")
            assert time.monotonic() - start < 20
        assert b"did not come whole" in b"".join(iter(lambda: slow.recv(5000), b""))

    assert _in_time(idle, b"a report") == {"bytes": 8}


def test_many_large_files_at_once_do_not_fill_the_memory(idle: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "BYTES_AT_ONCE", 1000)
    with _beginning(idle, 900):
        end = time.monotonic() + 20
        while (answer := judge(idle, bytes(200)))[0] == 200 and time.monotonic() < end:
            time.sleep(0.05)
        assert answer[0] == 503
        assert "come again" in answer[1]["error"]
        assert _in_time(idle, bytes(50)) == {"bytes": 50}

    assert _in_time(idle, bytes(200)) == {"bytes": 200}


def test_connections_without_a_word_leave_room_for_the_page_once_they_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving, "CONNECTIONS", 2)
    with server(_Idle(), 0) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{listening.server_address[1]}/"
        silent = [socket.create_connection(("127.0.0.1", listening.server_address[1])) for _ in range(2)]
        status, _, told = ask(address, "GET", "/")
        assert (status, b"come again" in told) == (503, True)
        for line in silent:
            line.close()
        assert _in_time(address, b"a report") == {"bytes": 8}
        listening.shutdown()


def test_an_address_that_is_none_is_refused(address: str) -> None:
    assert ask(address, "GET", "//[")[0] in (400, 404)
    assert ask(address, "POST", "http://[bad/judge", b"x")[0] == 400


def test_no_report_takes_more_than_it_may(samples: Path) -> None:
    """The limits are those of a scan: a worker that is over them is ended, and the next report has a new one."""
    data = (samples / "gummy-underfilled.pdf").read_bytes()
    short = Limits(jobs=1, timeout=0.05, memory=2048, cpu=60)
    with local(short) as (workers, _):
        found = Desk(workers, short, Options(on=date.today())).judge(data, "a.pdf", {})
    small = Limits(jobs=1, timeout=60, memory=16, cpu=60)
    with local(small) as (workers, _):
        starved = Desk(workers, small, Options(on=date.today())).judge(data, "a.pdf", {})

    assert found["reason"] == "timeout"
    assert starved["reason"] in ("memory", "crash")  # so little that Python itself may not come so far

"""Two hundred inputs that no reader should have to meet, made of the sample reports by a seeded script.

python tests/scanning/broken.py FOLDER
"""

from __future__ import annotations

import os
import random
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf

ROOT = Path(__file__).parents[2]
SAMPLES = sorted((ROOT / "sample_coas").glob("*.pdf"))
SEED = 20261122
COUNT = 200

HOSTILE_NAMES = [
    b"line\nfeed.pdf", b"two\r\nlines.pdf", b"tab\there.pdf", b"\x1b[2Jclear.pdf", b"\x1b]0;title\x07.pdf",
    b"bell\x07.pdf",
    "\u202efdp.exe.pdf".encode(), "\x9b31mred.pdf".encode(), b"not-utf8-\xff\xfe.pdf", b"-rf.pdf",
    b"back\\x1bslash.pdf",
    "\u2028separator.pdf".encode(), b"a" * 250 + b".pdf", b" .pdf", b"=cmd|calc.pdf", "zero\u200bwidth.pdf".encode(),
]  # fmt: skip


def make(folder: Path) -> list[Path]:
    """The inputs, in `folder`."""
    chance = random.Random(SEED)
    made = [path for kind in KINDS for path in kind(folder, chance)]
    made += [_flipped(folder, chance, number) for number in range(len(made), COUNT)]
    assert len(made) == COUNT, len(made)
    return made


def _write(folder: Path, name: str | bytes, content: bytes) -> Path:
    path = folder / os.fsdecode(name)
    path.write_bytes(content)
    return path


def _sample(chance: random.Random) -> bytes:
    return chance.choice(SAMPLES).read_bytes()


def truncated(folder: Path, chance: random.Random) -> Iterator[Path]:
    for i in range(40):
        content = _sample(chance)
        yield _write(folder, f"truncated-{i}.pdf", content[: chance.randrange(1, len(content))])


def _flipped(folder: Path, chance: random.Random, number: int) -> Path:
    content = bytearray(_sample(chance))
    for _ in range(chance.choice([1, 5, 50, 500])):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return _write(folder, f"flipped-{number}.pdf", bytes(content))


def bombs(folder: Path, chance: random.Random) -> Iterator[Path]:
    """Streams that are small in the file and hundreds of megabytes outside of it, once or twice packed."""
    for i, megabytes in enumerate((50, 200, 400)):
        for j, unit in enumerate((b"\0", b"q ", b"BT (CBD 10 %) Tj ET ")):
            yield _write(folder, f"bomb-{i}-{j}.pdf", pdf(page_with(bomb(megabytes, unit))))
        twice = zlib.compress(_packed(b"\0", megabytes))
        content = stream(twice, b"/Filter [/FlateDecode /FlateDecode]")
        yield _write(folder, f"bomb-twice-{i}.pdf", pdf(page_with(content)))


def bomb(megabytes: int, unit: bytes = b"q ") -> bytes:
    return stream(_packed(unit, megabytes), b"/Filter /FlateDecode")


def _packed(unit: bytes, megabytes: int) -> bytes:
    packer, block = zlib.compressobj(1), unit * (2**20 // len(unit))
    return b"".join([*(packer.compress(block) for _ in range(megabytes)), packer.flush()])


def masses(folder: Path, chance: random.Random) -> Iterator[Path]:
    """A million objects, ten thousand pages, a content stream of a million words."""
    million = b"".join(b"%d 0 obj null endobj\n" % n for n in range(10, 1_000_010))
    yield _write(folder, "objects.pdf", pdf(page_with(stream(b"")), million))
    yield _write(folder, "objects-without-xref.pdf", b"%PDF-1.4\n" + million)
    for count in (10_000, 201):
        numbers = range(10, 10 + count)
        kids = b" ".join(b"%d 0 R" % n for n in numbers)
        pages = [b"%d 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]>> endobj\n" % n for n in numbers]
        tree = b"2 0 obj <</Type /Pages /Count %d /Kids [%s]>> endobj\n" % (count, kids)
        yield _write(folder, f"pages-{count}.pdf", pdf(tree, b"".join(pages)))
    words = b"BT /F1 9 Tf " + b"1 0 0 1 50 700 Tm (CBD 10.1 %) Tj " * 1_000_000 + b"ET"
    yield _write(folder, "words.pdf", pdf(page_with(stream(zlib.compress(words, 1), b"/Filter /FlateDecode"))))
    lines = b"0 0 m 600 700 l S " * 1_000_000
    yield _write(folder, "lines.pdf", pdf(page_with(stream(zlib.compress(lines, 1), b"/Filter /FlateDecode"))))


def circles(folder: Path, chance: random.Random) -> Iterator[Path]:
    """Page trees, forms, object streams and files that contain themselves."""
    one_kid = b"2 0 obj <</Type /Pages /Count 1 /Kids [3 0 R]>> endobj\n"
    trees = {
        "self": b"2 0 obj <</Type /Pages /Count 1 /Kids [2 0 R]>> endobj\n",
        "pair": one_kid + b"3 0 obj <</Type /Pages /Kids [2 0 R] /Count 1>> endobj\n",
        "parent": one_kid + b"3 0 obj <</Type /Page /Parent 3 0 R>> endobj\n",
        "wide": b"2 0 obj <</Type /Pages /Count 9 /Kids [%s]>> endobj\n" % (b"2 0 R " * 1000),
        "deep": b"".join(
            b"%d 0 obj <</Type /Pages /Count 1 /Kids [%d 0 R]>> endobj\n" % (n, n + 1) for n in range(2, 20_000)
        ),
        "array": b"2 0 obj <</Type /Pages /Count 1 /Kids %s%s>> endobj\n" % (b"[" * 50_000, b"]" * 50_000),
        "dictionary": b"2 0 obj %s%s endobj\n" % (b"<</Kids " * 50_000, b">>" * 50_000),
    }
    for name, tree in trees.items():
        yield _write(folder, f"circle-{name}.pdf", pdf(tree))
    itself = b"/Resources <</XObject <</X 6 0 R>>>>"
    for times in (1, 83):
        form = b"6 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 9 9] %s /Length %d>>\nstream\n%s\nendstream"
        calls = (form + b" endobj\n") % (itself, 6 * times, b"/X Do " * times)
        yield _write(folder, f"circle-form-{times}.pdf", pdf(page_with(stream(b"/X Do"), itself), calls))
    endless = page_with(b"5 0 obj <</Length 5 0 R>>\nstream\nBT ET\nendstream endobj\n")
    yield _write(folder, "circle-length.pdf", pdf(endless))


def boxes(folder: Path, chance: random.Random) -> Iterator[Path]:
    sizes = [
        b"0 0 1e9 1e9", b"0 0 99999999999999999999 99999999999999999999", b"0 0 0 0", b"612 792 0 0",
        b"-1e9 -1e9 1e9 1e9",
        b"0 0 nan inf", b"0 0 612", b"null", b"(a) (b) (c) (d)", b"0 0 1e-9 1e-9", b"0 0 2e6 2e6",
    ]  # fmt: skip
    sample = SAMPLES[0]
    for i, size in enumerate(sizes):
        content = pdf(page_with(stream(b"BT /F1 9 Tf 50 700 Td (Certificate of Analysis CBD 10 %) Tj ET"), b"", size))
        yield _write(folder, f"box-{i}.pdf", content)
        with pikepdf.open(sample) as document:
            document.pages[0].MediaBox = pikepdf.Array([0, 0, 10**i, 10 ** (i + 2)])
            document.save(folder / f"box-sample-{i}.pdf")
        yield folder / f"box-sample-{i}.pdf"


def references(folder: Path, chance: random.Random) -> Iterator[Path]:
    """Cross references that lead astray."""
    for i in range(12):
        content = _sample(chance)
        at = content.rfind(b"startxref")
        wrong = [b"0", b"-1", b"99999999999", b"%d" % (at // 2), b"%d" % at, b"x"][i % 6]
        yield _write(folder, f"xref-{i}.pdf", content[:at] + b"startxref\n" + wrong + b"\n%%EOF")
    for i, value in enumerate((b"%d", b"%d 0 R")):
        head = pdf(page_with(stream(b"")))
        at = head.rfind(b"xref\n", 0, head.rfind(b"startxref"))
        looped = head.replace(b"trailer <<", b"trailer <</Prev " + value % at + b" ")
        yield _write(folder, f"xref-loop-{i}.pdf", looped)
    yield _write(folder, "xref-size.pdf", pdf(page_with(stream(b""))).replace(b"/Size", b"/Size -5 /Was"))


def locked(folder: Path, chance: random.Random) -> Iterator[Path]:
    for i, revision in enumerate((2, 3, 4, 6)):
        for j, user in enumerate(("secret", "")):
            path = folder / f"locked-{i}-{j}.pdf"
            with pikepdf.open(chance.choice(SAMPLES)) as document:
                old = revision < 4
                lock = pikepdf.Encryption(owner="owner", user=user, R=revision, aes=not old, metadata=not old)  # type: ignore[arg-type]
                document.save(path, encryption=lock)
            yield path


def empties(folder: Path, chance: random.Random) -> Iterator[Path]:
    for name, content in {
        "empty": b"", "nul": bytes(100_000), "head": b"%PDF-1.7\n", "png": b"\x89PNG\r\n\x1a\n" + bytes(99),
        "noise": chance.randbytes(100_000), "headed-noise": b"%PDF-1.7\n" + chance.randbytes(100_000),
        "text": b"CBD 10 % " * 999, "comments": b"%PDF-1.4\n" + b"%\n" * 500_000,
    }.items():  # fmt: skip
        yield _write(folder, f"{name}.pdf", content)


def unreachable(folder: Path, chance: random.Random) -> Iterator[Path]:
    links = {"loop.pdf": "loop.pdf", "dangling.pdf": "nowhere", "ping.pdf": "pong.pdf", "pong.pdf": "ping.pdf"}
    for name, target in links.items():
        (folder / name).symlink_to(target)
        yield folder / name
    (folder / "folder-loop").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.pdf")
    yield folder / "pipe.pdf"
    secret = _write(folder, "unreadable.pdf", SAMPLES[0].read_bytes())
    secret.chmod(0)
    yield secret
    (folder / "device.pdf").symlink_to("/dev/zero")
    yield folder / "device.pdf"


def names(folder: Path, chance: random.Random) -> Iterator[Path]:
    for i, name in enumerate(HOSTILE_NAMES):
        yield _write(folder, name, _sample(chance) + b"%% %d" % i)


def pdf(*objects: bytes) -> bytes:
    """A PDF of a catalogue and these objects, object 2 being the page tree, with a cross reference of sorts."""
    body = b"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n" + b"".join(objects)
    return body + b"xref\n0 1\n0000000000 65535 f \ntrailer <</Root 1 0 R /Size 9>>\nstartxref\n%d\n%%%%EOF" % len(body)


def page_with(content: bytes, resources: bytes = b"", box: bytes = b"0 0 612 792") -> bytes:
    fonts = b"/Resources <</Font <</F1 <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>"
    page = b"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [%s] %s /Contents 5 0 R>> endobj\n"
    page %= (box, resources or fonts)
    return b"2 0 obj <</Type /Pages /Count 1 /Kids [3 0 R]>> endobj\n" + page + content


def stream(content: bytes, keys: bytes = b"") -> bytes:
    return b"5 0 obj <</Length %d %s>>\nstream\n%s\nendstream endobj\n" % (len(content), keys, content)


KINDS: list[Callable[[Path, random.Random], Iterator[Path]]] = [
    truncated, bombs, masses, circles, boxes, references, locked, empties, unreachable, names,
]  # fmt: skip

if __name__ == "__main__":
    print(len(make(Path(sys.argv[1]))))

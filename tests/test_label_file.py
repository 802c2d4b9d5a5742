"""A label as a file: what it says, what the options override, and what is refused in one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coacheck.errors import UsageError
from coacheck.label_file import load_label
from conftest import Run

GOOD = """
product = "Peach Ring CBD Gummies"
batch = "PR25-0903"
net_content = "20 gummies (80 g)"
servings = 10
density = 0.95
form = "gummy"
category = "ingestible"
claims = ["CBD 25 mg/unit", "THC-free"]
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "label.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_label_file_is_read(tmp_path: Path) -> None:
    label = load_label(write(tmp_path, GOOD))

    assert (label.product, label.batch, label.form) == ("Peach Ring CBD Gummies", "PR25-0903", "gummy")
    assert (label.category, label.serving.servings_per_package) == ("ingestible", 10)
    assert label.serving.density_g_ml == 0.95
    assert (label.units_per_package, label.net_mass_g, label.net_volume_ml) == (20, 80, None)
    assert [c.analyte for c in label.claims] == ["cbd", "total_thc"]


@pytest.mark.parametrize(
    ("text", "field", "value"),
    [
        ("30 mL", "net_volume_ml", 30),
        ("30ml", "net_volume_ml", 30),
        ("0,5 L", "net_volume_ml", 500),
        ("1 fl. oz. (30 mL)", "net_volume_ml", 30),
        ("30 mL / 1 fl oz", "net_volume_ml", 30),
        ("60 g", "net_mass_g", 60),
        ("3.5 grams", "net_mass_g", 3.5),
        ("1 oz", "net_mass_g", 28.3495),
        ("20 gummies", "units_per_package", 20),
        ("30 softgels", "units_per_package", 30),
        ("1 gummy", "units_per_package", 1),
    ],
)
def test_net_content(tmp_path: Path, text: str, field: str, value: float) -> None:
    label = load_label(write(tmp_path, f'net_content = "{text}"'))

    assert label.model_dump(include={"net_mass_g", "net_volume_ml", "units_per_package"}, exclude_none=True) == {
        field: pytest.approx(value)
    }


BAD = {
    "bad TOML": ("batch = ", "expected a label as TOML"),
    "an unknown key": ('bach = "C1"', "'bach' is no key of a label; did you mean batch?"),
    "a key like none": ("zzz = 1", "expected product, batch, net_content, density, servings, form, category or"),
    "density in kg/m³": ("density = 950", "density is 950; expected g/mL such as 0.95"),
    "a number as text": ("batch = 9030", "batch is 9030; expected text in quotes"),
    "a claim that is none": ('claims = ["CBD lots"]', "'CBD lots' is no claim"),
    "claims that are no list": ('claims = "CBD 25 mg/unit"', 'expected a list of texts such as ["CBD 25 mg/unit"]'),
    "net content of nothing": ('net_content = "0 mL"', "net_content is '0 mL'; expected an amount such as"),
    "net content without a unit": ('net_content = "30"', 'such as "30 mL"'),
    "net content in punctuation": ('net_content = "()"', 'such as "30 mL"'),
    "no servings": ("servings = 0", "servings is 0; expected a number above 0"),
    "servings in words": ('servings = "ten"', "servings is 'ten'; expected a number above 0"),
    "servings that no package has": ("servings = 1e-308", "servings is 1e-308; expected a number above 0"),
    "servings beyond all": ("servings = 1e308", "servings is 1e+308; expected a number above 0"),
    "a claim of a book": (f'claims = ["{"CBD lots " * 20_000}"]', "…"),
    "a net content of a book": (f'net_content = "{"1 " * 20_000}"', "…"),
    "nothing at all": ("", 'the label says nothing; expected a line such as claims = ["CBD 25 mg/unit"]'),
    "nothing but remarks": ('# claims = ["CBD 25 mg/unit"]', "the label says nothing"),
    "an empty claim": ('claims = ["CBD 25 mg/unit", ""]', "claim 2 is ''; expected a text such as \"CBD 25 mg/unit\"."),
    "a category that is none": ('category = "gummy"', "category is 'gummy'; expected inhalable, ingestible"),
}


@pytest.mark.parametrize("kind", BAD)
def test_what_can_not_be_understood_is_one_line(tmp_path: Path, kind: str) -> None:
    text, says = BAD[kind]
    path = write(tmp_path, text)

    with pytest.raises(UsageError) as error:
        load_label(path)

    assert str(error.value).startswith(f"{path}: ")
    assert says in str(error.value)
    assert "\n" not in str(error.value)
    assert len(str(error.value).removeprefix(str(path))) < 400


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")

    for path in (tmp_path / "bytes.toml", tmp_path / "none.toml", tmp_path):
        with pytest.raises(UsageError, match="expected a label"):
            load_label(path)


# --- on the command line


def test_check_with_a_label_file(run: Run, samples: Path, tmp_path: Path) -> None:
    check = ("check", samples / "gummy-underfilled.pdf", "--label", write(tmp_path, GOOD), "--format", "json")

    said = json.loads(run(*check).out)
    over = json.loads(run(*check, "--batch", "X1", "--claim", "CBD 20 mg/unit", "--category", "topical").out)

    assert {f["subject"]: f["outcome"] for f in said["findings"] if f["check"] == "potent.label-claim"}["cbd"] == "fail"
    assert said["label"]["units_per_package"] == 20
    assert (over["label"]["batch"], over["label"]["category"]) == ("X1", "topical")
    assert [c["text"] for c in over["label"]["claims"]] == ["CBD 20 mg/unit"]
    assert over["label"]["product"] == said["label"]["product"] == "Peach Ring CBD Gummies"


@pytest.mark.parametrize("text", [None, "batch = ", "bach = 1", 'claims = ["CBD lots"]'])
def test_a_bad_label_file_is_one_line_and_exit_2(run: Run, samples: Path, tmp_path: Path, text: str | None) -> None:
    path = tmp_path / "none.toml" if text is None else write(tmp_path, text)

    ran = run("check", samples / "gummy-underfilled.pdf", "--label", path)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.startswith(f"coacheck: error: {path}: ")


def test_what_the_package_holds_can_be_said_on_the_command_line(run: Run, samples: Path, tmp_path: Path) -> None:
    check = ("check", samples / "gummy-underfilled.pdf", "--label", write(tmp_path, GOOD), "--format", "json")

    said = json.loads(run(*check, "--net-content", "30 mL", "--density", "0.9", "--servings", "15").out)["label"]

    assert (said["net_volume_ml"], said["units_per_package"], said["net_mass_g"]) == (30, None, None)
    assert (said["serving"]["density_g_ml"], said["serving"]["servings_per_package"]) == (0.9, 15)
    assert said["batch"] == "PR25-0903"


@pytest.mark.parametrize(
    ("option", "value", "says"),
    [("--net-content", "thirty", "expected an amount such as"), ("--density", "950", "expected g/mL such as 0.95"),
     ("--density", "0", "expected g/mL"), ("--servings", "0", "expected a number above 0")],
)  # fmt: skip
def test_a_bad_option_is_one_line_and_exit_2(run: Run, samples: Path, option: str, value: str, says: str) -> None:
    ran = run("check", samples / "gummy-underfilled.pdf", option, value)

    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert says in ran.err

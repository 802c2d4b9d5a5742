"""labs.toml: what is known of laboratories, and that an entry that contradicts another is refused by name."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest

from coacheck.labs import LabsError, check, known, licence_form, owner_of


def entry(**fields: Any) -> dict[str, Any]:
    return {"name": "Quillback Labs", "aliases": [], "domains": [], **fields}


def with_entry(kind: str, **fields: Any) -> dict[str, Any]:
    data = deepcopy(known())
    data[kind].append(entry(**fields))
    return data


@pytest.mark.parametrize(
    ("kind", "fields", "says"),
    [
        ("lab", {"aliases": ["KCA  Labs"]}, "'KCA  Labs' names both 'KCA Laboratories' and 'Quillback Labs'"),
        ("lab", {"domains": ["kcalabs.com"]}, "'kcalabs.com' stands at both 'KCA Laboratories' and 'Quillback Labs'"),
        ("lab", {"domains": ["yourcoa.com"]}, "'yourcoa.com' stands at both 'Quillback Labs' and 'Yourcoa'"),
        ("lims", {"domains": ["lims.kcalabs.com"]}, "'lims.kcalabs.com' of the LIMS 'Quillback Labs' lies in"),
        ("lab", {"domains": ["https://quillback.example/"]}, "is no domain"),
        ("lab", {"generic": True}, "'Quillback Labs' is generic"),
        ("lab", {"accreditation": [{"number": "108651"}]}, "'108651' stands at both 'KCA Laboratories'"),
        ("lab", {"accreditation": [{"body": "PJ", "number": "1"}]}, "body 'PJ' of 'Quillback Labs' is not among"),
        ("accreditation_body", {"number": "(\\d"}, "pattern '(\\\\d' can't be used"),
    ],
)
def test_an_entry_that_can_t_be_right_is_refused(kind: str, fields: dict[str, Any], says: str) -> None:
    data = with_entry(kind, **({"number": "\\d"} if kind == "accreditation_body" else {}) | fields)

    with pytest.raises(LabsError) as caught:
        check(data)

    assert says in str(caught.value)


def test_the_longest_domain_decides() -> None:
    assert [(o.kind, o.name) for h in ("kcalabs.qbench.net", "X.QBench.net.") if (o := owner_of(h))] == [
        ("lab", "KCA Laboratories"), ("lims", "QBench"),
    ]  # fmt: skip
    assert owner_of("notqbench.net") is None
    assert owner_of("localhost") is None


def test_hosts_where_many_laboratories_publish_are_lims() -> None:
    hosts = ("yourcoa.com", "orders.confidentcannabis.com", "lims.tagleaf.com", "x.relims.com", "x.labdrive.net")

    assert {owner.kind for host in hosts if (owner := owner_of(host))} == {"lims"}


def test_both_forms_of_an_arizona_licence_are_known() -> None:
    numbers = ("00000099LCRK00000001", "0000099LRCRK00000001")

    assert [form and form["jurisdiction"] for form in map(licence_form, numbers)] == ["US-AZ", "US-AZ"]

"""Every check: its name, what it asks and why, on whose authority, and the function that answers.

Names are stable: users put them into --ignore and scripts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from coacheck.errors import UsageError
from coacheck.model import Pillar
from coacheck.rules.case import Case, CheckFunction, Found
from coacheck.rules.legit.accreditation import accreditation
from coacheck.rules.legit.authorised import authorised
from coacheck.rules.legit.dates import age, dates
from coacheck.rules.legit.file_history import file_history
from coacheck.rules.legit.hidden_text import hidden_text
from coacheck.rules.legit.identity import batch, lab, sample
from coacheck.rules.legit.legible import potent_legible, pure_legible
from coacheck.rules.legit.link import link
from coacheck.rules.legit.pages import pages
from coacheck.rules.legit.product import product
from coacheck.rules.legit.purpose import purpose
from coacheck.rules.legit.third_party import third_party
from coacheck.rules.potent.absent_claim import absent_claim
from coacheck.rules.potent.label_claim import label_claim
from coacheck.rules.potent.name_claim import name_claim
from coacheck.rules.potent.plausible import plausible
from coacheck.rules.potent.thc_limit import thc_limit
from coacheck.rules.potent.totals import totals
from coacheck.rules.potent.units import units
from coacheck.rules.pure.lab_verdict import lab_verdict
from coacheck.rules.pure.limits import limits
from coacheck.rules.pure.panels import panels
from coacheck.rules.pure.printed_limits import printed_limits
from coacheck.rules.pure.sensitivity import sensitivity

_JAMA = "Bonn-Miller et al., JAMA 2017;318(17):1708"
_ISO = "ISO/IEC 17025:2017"


def _beside_others(_: Case) -> Iterable[Found]:
    """A report alone can't show it: `coacheck scan` asks, see scanning/across.py."""
    return ()


@dataclass(frozen=True)
class Check:
    """`title` is the question, `why` what it protects from."""

    name: str
    title: str
    why: str
    citation: str | None
    run: CheckFunction

    @property
    def pillar(self) -> Pillar:
        area = self.name.partition(".")[0]
        return "pure" if area == "pure" else "potent" if area == "potent" else "legitimate"


CHECKS: tuple[Check, ...] = (
    Check("pure.panels", "Were the contaminants tested that this kind of product needs, all that the set lists?",
          "A report on potency alone says nothing about what else is in the product.", None, panels),
    Check("pure.lab-verdict", "Does the lab itself print Fail for a row, a panel or the whole?",
          "The lab's own verdict stands on its first page, or hides in a row of the last.", f"{_ISO}, 7.8.6",
          lab_verdict),
    Check("pure.limits", "Is each contaminant within the limit of the rule set for this category of product?",
          "A lab passes a sample by its own list; the list that counts is the law's.", None, limits),
    Check("pure.printed-limits", "Is each result within the limit printed beside it, and does Pass or Fail agree?",
          "Pass beside a value over its own limit is a mistake or a forgery.", f"{_ISO}, 7.8.6", printed_limits),
    Check("pure.sensitivity", "Could the test have seen a breach?",
          "\"Not detected\" proves nothing where the detection limit is above what is allowed.", f"{_ISO}, 7.8.6",
          sensitivity),
    Check("pure.legible", "Was OCR sure of the digits, or does the page itself prove them?",
          "In a scan a digit may be read wrongly; what rests on it is for a person to see.", None, pure_legible),
    Check("potent.label-claim", "Does the report hold what the label promises, in the label's own unit?",
          "Of 84 products bought online 31 % were within 10 % of their label.", _JAMA, label_claim),
    Check("potent.name-claim", "Does a measured amount support the amount in the product's name?",
          "The name is what most buyers go by.", _JAMA, name_claim),
    Check("potent.absent-claim", "Is what the label promises to be absent absent, and could the test have seen it?",
          "THC was found in 18 of 84 CBD products; \"not detected\" means little where the test can't see.", _JAMA,
          absent_claim),
    Check("potent.thc-limit", "Is THC within the law in force on the day judged?",
          "The law changes; what was hemp when it was tested may not be hemp when it is sold.", None, thc_limit),
    Check("potent.totals", "Do the printed totals follow from the rows?",
          "A number that was changed rarely agrees with the numbers around it.",
          "neutral + 0.877 × acid: 7 CFR 990.1", totals),
    Check("potent.plausible", "Are the amounts possible for this kind of product?",
          "Some amounts are more than a plant can make.", None, plausible),
    Check("potent.units", "Does the same result agree in all units it is printed in?",
          "A column under the wrong heading turns mg/g into mg/mL.", None, units),
    Check("potent.legible", "Was OCR sure of the digits, or does the page itself prove them?",
          "In a scan a digit may be read wrongly; what rests on it is for a person to see.", None, potent_legible),
    Check("legit.lab", "Is a testing laboratory named, and known by name, licence, accreditation or code?",
          "A lab that can't be found can't be asked.", f"{_ISO}, 7.8.2.1 b", lab),
    Check("legit.third-party", "Is the lab someone other than the maker or client?",
          "Nobody should mark their own work.", None, third_party),
    Check("legit.accreditation", "Is ISO/IEC 17025 claimed, with a number to look it up by?",
          "The accreditation body lists its labs by that number; one number belongs to one laboratory.", _ISO,
          accreditation),
    Check("legit.sample", "Is there a sample or report id, the same throughout?",
          "It is what the lab finds the report by; two ids are two reports.", f"{_ISO}, 7.8.2.1 d", sample),
    Check("legit.batch", "Is the batch printed, and is it the label's?",
          "A good report of another batch says nothing about this one.", "4 CCR 15726", batch),
    Check("legit.product", "Is the report about the product that the label names?",
          "Reports are passed on from one product to another.", f"{_ISO}, 7.8.2.1 g", product),
    Check("legit.dates", "Do the dates follow one another, with none in the future?",
          "What was tested before it was received was not this sample.", f"{_ISO}, 7.8.2.1 h-j", dates),
    Check("legit.age", "Is the report young enough, and not past its expiry?",
          "Products age and recipes change; labs' own expiry is 12 months.", "4 CCR 15307.2", age),
    Check("legit.pages", "Are all pages there, once each, do they agree, and could each be read?",
          "The page that is missing may be the one that failed.", f"{_ISO}, 7.8.2.1 d", pages),
    Check("legit.link", "Do QR codes and web addresses lead to the lab's or its LIMS' own domain?",
          "Only the lab's own site shows what the lab reported; a seller's site shows what the seller put there.", None,
          link),
    Check("legit.purpose", "Is the report free of words that take it back: R&D, information only, preview, void?",
          "What a lab marks as no compliance report, it does not stand by for what is sold.", None, purpose),
    Check("legit.authorised", "Did someone sign for it, by name and role?",
          "A report that nobody answers for is nobody's.", f"{_ISO}, 7.8.2.1 o", authorised),
    Check("legit.file-history", "Is the file as the laboratory made it, not changed since?",
          "Whoever changes a report leaves traces in the file: an editor's name, a later date, appended parts.",
          f"{_ISO}, 7.8.8", file_history),
    Check("legit.hidden-text", "Is any text covered, painted out, set over, or put in by another hand?",
          "A number that was changed still has the old one under it, or stands in lettering of its own.",
          f"{_ISO}, 7.8.8", hidden_text),
    Check("scan.duplicate", "Does another report of the scan have the same content, or the same lab and sample id?",
          "One report passed on as two covers one product less than it seems.", None, _beside_others),
    Check("scan.contradiction", "Does another report of the scan have other results for the same sample?",
          "A sample is tested once; of two results for it one was changed, or withdrawn.", None, _beside_others),
    Check("scan.copied-results", "Does another report of the scan, of another sample, have the same figures?",
          "No two samples measure alike to the last digit: it is one certificate, used again.", None, _beside_others),
    Check("scan.unlike-the-lab", "Has it what the lab's other reports of the scan all have: a code, the same maker?",
          "Who erases a code, or saves a changed file with a program of their own, leaves the lab's own way.", None,
          _beside_others),
)  # fmt: skip


def chosen(ignore: Iterable[str]) -> list[Check]:
    """The checks without those to be ignored. Raises UsageError for a name that is none."""
    names = [c.name for c in CHECKS]
    for name in ignore:
        if name not in names:
            close = get_close_matches(name, names, 1)
            hint = f"did you mean {close[0]}?" if close else f"expected one of {', '.join(names)}."
            raise UsageError(f"{name!r} is no check; {hint}")
    left = set(names) - set(ignore)
    return [c for c in CHECKS if c.name in left]

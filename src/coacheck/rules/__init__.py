"""Judging: a report and what the label says go in, a verdict comes out. Knows the model, not the PDF."""

from coacheck.rules.amounts.claims import parse_claim
from coacheck.rules.case import Options
from coacheck.rules.judge import judge
from coacheck.rules.registry import CHECKS, Check

__all__ = ["CHECKS", "Check", "Options", "judge", "parse_claim"]

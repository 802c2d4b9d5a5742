"""What texts look like: firms, streets, towns, titles of a report."""

from __future__ import annotations

import re

ZIP = re.compile(r"\b[A-Z]{2},?\s+\d{5}(?:-?\d{4})?\b|,\s*[A-Za-z. ]+,?\s+\d{5}\b")
FIRM = re.compile(r"\b(?:LLC|L\.L\.C|Inc|Corp|Co|Ltd|GmbH|AG|LLP|Collective|Company)\b\.?,?$", re.IGNORECASE)
STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|drive|dr|suite|ste|blvd|unit|bldg|building|way|lane|ln|hwy|court|ct|pkwy)\b\.?",
    re.IGNORECASE,
)
NOT_TITLES = re.compile(
    r"\b(?:certificate|analysis|analytical report|compliance|report|page \d|\d of \d|test results?|summary|sample"
    r"|official|pass(?:ed)?|fail(?:ed)?|tested|laboratory results|results at a glance|safety"
    r"|per (?:serving|unit|package|container|gram)"
    r"|rapporto?|certificat[oe]?|certificado|analyse|an[aá]lisis|analisi|\w*bericht|\w*zertifikat"
    r"|\d+ CCR|seed to sale)\b",
    re.IGNORECASE,
)
LAB_WORD = re.compile(
    r"\b(?:\w*labs?|\w*laborator\w*|\w*labor|analytics?|analytical|testing|scientific|assays?|institut\w*)\b",
    re.IGNORECASE,
)

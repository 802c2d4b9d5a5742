"""What texts look like: firms, streets, towns, titles of a report."""

from __future__ import annotations

import re

ZIP = re.compile(r"\b[A-Z]{2},?\s+\d{5}(?:-?\d{4})?\b|,\s*[A-Za-z. ]+,?\s+\d{5}\b")
FIRM = re.compile(
    r"\b(?:LLC|L\.L\.C|Inc|Corp|Co|Ltd|GmbH|AG|LLP|Collective|Company|S\.?A\.?(?:S|R\.?L)?|SpA|S\.?r\.?l|S\.?L\.?U?"
    r"|Co\. KG(?:aA)?|OHG|Lda|Ltda|B\.?V|Sàrl|e\.K|Soc\. Agr|S\.A\. de C\.V)(?!\w)\.?,?$",
    re.IGNORECASE,
)
TOWN = re.compile(
    r"(?:(?:^|,\s*)[A-Z]{1,2}-\s?\d{4,5}|,\s*\d{4,5}|(?:^|,\s*)\d{4}(?:\s?[A-Z]{2}|-\d{3}))\s+[A-ZÀ-Ü][^\W\d]+"
)
""" ", 52100 Arezzo", "CH-1003 Lausanne", "3511 AB Utrecht"."""
FOREIGN_STREET = re.compile(
    r"^(?:via|viale|piazza|rue|avenue|chemin|route|calle|avda|avenida|rua|camino|carrer|plaza)\b.*\d"
    r"|\w+(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|straat|laan|plein)\s+\d",
    re.IGNORECASE,
)
POST_BOX = re.compile(
    r"^(?:p\.?\s?o\.?|postal|post(?:\s+office)?)\s*box\b|^(?:apartado|casella postale|postfach|postbus)\b", re.I
)
LICENSED = re.compile(
    r"^(?:\w+\s+){0,2}lic(?:en[sc]e)?\b\.?\s*(?:no\.?|number|id|type)?\s*[:#]*\s*(?=\S*\d)", re.IGNORECASE
)
""" "Lic. No. C11-0000518", "Cultivation License # 4471"."""
STREET = re.compile(
    r"\b(?:street|st|road|rd|avenue|ave|drive|dr|suite|ste|blvd|unit|bldg|building|way|lane|ln|hwy|court|ct|pkwy)\b\.?",
    re.IGNORECASE,
)
NOT_TITLES = re.compile(
    r"\b(?:certificate|analysis|analytical report|compliance|report|page \d|\d of \d|test results?|summary|sample"
    r"|^coa$|^dates$|timeline|information|overview|details"
    r"|official|pass(?:ed)?|fail(?:ed)?|tested|laboratory results|results at a glance|safety"
    r"|per (?:serving|unit|package|container|gram)"
    r"|rapporto?|certificat[oe]?|certificado|analyse|an[aá]lis[ei]s?|analisi|\w*bericht|\w*zertifikat|\w*rapport|informe"
    r"|reporte|relat[oó]rio|d[ée]termination|university|universit[àéä]t?|universidade?|college|institute"
    r"|\d+ CCR|seed to sale)\b",
    re.IGNORECASE,
)
LAB_WORD = re.compile(
    r"\b(?:\w*labs?|\w*laborat[oó]\w*|\w*laboratoire\w*|\w*labor|analytics?|analytical|testing|scientific|assays?|institut\w*"
    r"|toxicology|sciences?|diagnostics?|\w*analytik|anal[ií]tica|\w{3,}lytics?|\w{3,}lysis"
    r"|\w{4,}chem(?:istry)?)\b",
    re.IGNORECASE,
)

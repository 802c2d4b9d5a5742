"""What printed words mean, by data/vocabulary. Entry: words.py."""

from coacheck.reading.vocabulary.entries import PANELS, Analyte, Total, VocabularyError, load
from coacheck.reading.vocabulary.text import DRY, key, sign_key, squeeze
from coacheck.reading.vocabulary.words import Vocabulary, vocabulary

__all__ = [
    "DRY", "PANELS", "Analyte", "Total", "Vocabulary", "VocabularyError", "key", "load", "sign_key", "squeeze",
    "vocabulary",
]  # fmt: skip

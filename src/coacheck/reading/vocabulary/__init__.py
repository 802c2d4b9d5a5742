"""What printed words mean, by data/vocabulary. Entry: words.py."""

from coacheck.reading.vocabulary.text import key, sign_key, squeeze
from coacheck.reading.vocabulary.words import PANELS, Analyte, Total, Vocabulary, VocabularyError, load, vocabulary

__all__ = [
    "PANELS", "Analyte", "Total", "Vocabulary", "VocabularyError", "key", "load", "sign_key", "squeeze", "vocabulary",
]  # fmt: skip

"""The only room that knows pdfplumber, pypdfium2 and zxing-cpp: a file becomes pages of words, rules and boxes."""

from coacheck.pdf.document import Document, Page, open_pdf
from coacheck.pdf.pictures import pictures
from coacheck.pdf.strokes import Stroke
from coacheck.pdf.words import Word, cut

__all__ = ["Document", "Page", "Stroke", "Word", "cut", "open_pdf", "pictures"]

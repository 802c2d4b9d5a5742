"""The only room that knows pdfplumber, pypdfium2 and zxing-cpp: a file becomes pages of words, rules and boxes."""

from coacheck.pdf.document import Document, Page, Stroke, Word, open_pdf
from coacheck.pdf.words import cut

__all__ = ["Document", "Page", "Stroke", "Word", "cut", "open_pdf"]

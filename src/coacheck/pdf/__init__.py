"""The only room that knows pdfplumber, pypdfium2, zxing-cpp and OCR: a file becomes pages. Entry: document.py."""

from coacheck.pdf.document import open_pdf
from coacheck.pdf.images.pictures import pictures
from coacheck.pdf.ocr.badges import badges_of
from coacheck.pdf.ocr.stamps import stamps_of

__all__ = ["badges_of", "open_pdf", "pictures", "stamps_of"]

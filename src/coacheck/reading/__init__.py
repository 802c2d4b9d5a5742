"""Tables and pairs → panels, rows and fields of a report. Knows the vocabulary, not the PDF."""

from coacheck.reading.document.report import read_report

__all__ = ["read_report"]

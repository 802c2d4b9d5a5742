"""Label/value pairs → the fields of a report. Entry: candidates.py."""

"""Pages → one report, or the refusal to make one. Entry: report.py."""

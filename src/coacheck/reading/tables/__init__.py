"""Tables → measurements, totals and statuses. Entry: results.py."""

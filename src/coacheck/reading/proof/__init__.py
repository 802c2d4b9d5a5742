"""Which figures are proved by the page, and one out of several prints. Entry: confirm.py."""

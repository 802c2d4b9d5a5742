"""Forgeries of real reports, made as forgers make them, and whether they are caught. Run where ../shared lies."""

"""Heads of certificates of invented laboratories, in as many ways as laboratories print them: begin with page.py."""

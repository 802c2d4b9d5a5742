"""Printed numbers, units, and what a report or a label states in them. Entry: stated.py."""

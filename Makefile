.PHONY: check format readme rules

check:
	.venv/bin/ruff check src tests
	.venv/bin/mypy
	.venv/bin/pytest

format:
	.venv/bin/ruff format src tests
	.venv/bin/ruff check --fix src tests

readme:
	.venv/bin/python docs/readme.py

rules:
	.venv/bin/python docs/rules.py

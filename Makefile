.PHONY: setup test lint docs pictures

setup:
	python3 -m venv .venv
	.venv/bin/pip install -c constraints.txt -e '.[dev]'

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports

test:
	.venv/bin/python -m pytest -n auto

# What is generated: the command line's reference, the table of models and the map of the house.
docs:
	.venv/bin/python docs/reference.py > docs/cli.md
	.venv/bin/python docs/models_table.py > models/README.md
	.venv/bin/python docs/house.py

# README's pictures, from a real run. Needs Chromium and the Noto fonts.
pictures:
	.venv/bin/python docs/pictures/make.py

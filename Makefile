# Two commands do everything on a fresh machine with Python 3.11 or later: `make demo` and `make test`.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do command -v $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types audit peers bench lock docs pythons soak clean help

help:
	@echo "make demo    set up and run the main job on a short story"
	@echo "make test    set up and run the tests"
	@echo "make lint types audit pythons    the other things that .ci/run asks for"
	@echo "make docs    build the documentation into site/"
	@echo "make soak    the long runs: kills, 100,000 reports, clusters"
	@echo "make bench   rerun the benches that need no data beside the checkout, rewrite docs/benchmarks.md"
	@echo "make peers   install the libraries that the benches print beside our own figures"

# The stamp is newer than the lock once everything is installed; the editable install follows the source by itself.
$(VENV)/.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Variorum needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

# What the tests, the linters and the docs need beyond the program: a file of its own, so that a newcomer waits less.
$(VENV)/.dev-stamp: $(VENV)/.stamp dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement dev.lock
	@touch $@

demo: $(VENV)/.stamp
	@$(BIN)/variorum demo

test: $(VENV)/.dev-stamp
	$(BIN)/python -m pytest -n 2 -m "not slow"

lint: $(VENV)/.dev-stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev-stamp
	$(BIN)/mypy

audit: $(VENV)/.dev-stamp
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement dev.lock

# Install, import and demo on every other supported Python that the machine has.
pythons:
	@for v in 3.12 3.13 3.14; do \
	  p=$$(command -v python$$v); \
	  $$p -c '' 2>/dev/null || p=$$(ls $${PYENV_ROOT:-$$HOME/.pyenv}/versions/$$v.*/bin/python$$v 2>/dev/null | tail -n 1); \
	  if [ -n "$$p" ]; then \
	    echo "== Python $$v"; $(MAKE) --no-print-directory VENV=.venv-$$v PYTHON=$$p demo >/dev/null || exit 1; \
	    echo "installed, imported, demo run"; \
	  else echo "python$$v is not on this machine: skipped"; fi; done

peers: $(VENV)/.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement bench/peers.lock

bench: $(VENV)/.stamp
	$(BIN)/python bench/tables.py

soak: $(VENV)/.dev-stamp
	$(BIN)/python -m pytest -m slow -n 0

# Needs uv; run after changing the dependencies in pyproject.toml.
COMPILE := uv pip compile --quiet --universal --generate-hashes --python-version 3.11
lock:
	$(COMPILE) --group dev --group bench --extra postgres --extra serve --extra scale pyproject.toml --output-file dev.lock
	$(COMPILE) --group bench --extra serve --constraint dev.lock pyproject.toml --output-file requirements.lock
	$(COMPILE) --group peers --constraint dev.lock pyproject.toml --output-file bench/peers.lock

docs: $(VENV)/.dev-stamp
	$(BIN)/mkdocs build --strict

clean:
	rm -rf $(VENV) .venv-3.* .mypy_cache .ruff_cache .pytest_cache .hypothesis

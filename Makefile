# Two commands do everything on a fresh machine with Python 3.11 or later: `make demo` and `make test`.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do command -v $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types audit peers bench lock pythons soak clean help

help:
	@echo "make demo    set up and run the main job on a short story"
	@echo "make test    set up and run the tests"
	@echo "make lint types audit pythons    the other things that .ci/run asks for"
	@echo "make bench   rerun the benches that need no data beside the checkout, rewrite docs/benchmarks.md"
	@echo "make peers   install the libraries that the benches print beside our own figures"

# The stamp is newer than the lock once everything is installed; the editable install follows the source by itself.
$(VENV)/.stamp: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Variorum needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

demo: $(VENV)/.stamp
	@$(BIN)/variorum demo

test: $(VENV)/.stamp
	$(BIN)/python -m pytest -n 2 -m "not slow"

lint: $(VENV)/.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.stamp
	$(BIN)/mypy

audit: $(VENV)/.stamp
	$(BIN)/pip-audit --require-hashes --disable-pip --requirement requirements.lock

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

soak: $(VENV)/.stamp
	$(BIN)/python -m pytest -m slow -n 0

# Needs uv; run after changing the dependencies in pyproject.toml.
lock:
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --group dev --group bench \
	  --extra postgres --extra serve pyproject.toml --output-file requirements.lock
	uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --group peers \
	  --constraint requirements.lock pyproject.toml --output-file bench/peers.lock

clean:
	rm -rf $(VENV) .venv-3.* .mypy_cache .ruff_cache .pytest_cache .hypothesis

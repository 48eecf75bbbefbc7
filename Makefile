# Two commands for a reader: `make figures` and `make test`. Each sets up what it needs first:
# a .venv from the locks, with uv where it is on the PATH, else with pip. Spark, which is large and
# needs Java, has a .venv-spark of its own for `make test-spark`.

VENV  := .venv
SPARK := .venv-spark
PY    := $(VENV)/bin/python

# Bytecode is kept: without it every import costs two to four times as much.
unexport PYTHONDONTWRITEBYTECODE
# Nothing from outside the environment is imported.
unexport PYTHONPATH
unexport PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help figures test test-spark fuzz faults bench lab notebooks lint format types check lock setup python clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

figures: setup ## draw the charts that are stale
	@$(PY) -m analysis figures $(ARGS)

test: setup ## run the tests (ARGS="-k word" for some of them)
	@$(PY) -m pytest -n auto $(ARGS)

test-spark: ## run the tests on a Spark cluster of two workers (needs Java 17)
	@"$${JAVA_HOME:+$$JAVA_HOME/bin/}java" -version >/dev/null 2>&1 || { \
	    echo 'Needed: Java 17 or newer (on Debian: apt-get install openjdk-17-jre-headless).' >&2; \
	    exit 1; }
	@$(call SET_UP,$(SPARK),requirements-spark.lock)
	@$(SPARK)/bin/python -m pytest $(ARGS) tests/spark

fuzz: setup ## give ten thousand mutated files to every reader
	@$(PY) tests/fuzz/fuzz.py $(ARGS)

faults: setup ## kill runs, fill the disk, turn the clock
	@$(PY) tests/faults/faults.py $(ARGS)

bench: setup ## measure beside what one would write by hand, a quarter of an hour and more
	@$(PY) tests/benchmarks/bench.py $(ARGS)

lab: setup ## open the notebooks in JupyterLab
	@$(PY) -m jupyterlab $(ARGS) notebooks/00_start_here.ipynb

notebooks: setup ## run all notebooks in place
	@$(PY) -m analysis notebooks $(ARGS)

lint: setup ## ruff, its rules and its format
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

format: setup ## let ruff mend what it can
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

types: setup ## mypy
	@$(PY) -m mypy

check: setup ## all that CI runs
	@echo '== lint' && $(MAKE) --no-print-directory lint
	@echo '== types' && $(MAKE) --no-print-directory types
	@echo '== tests' && $(MAKE) --no-print-directory test
	@echo '== data' && $(PY) -m analysis check
	@echo '== figures' && $(PY) -m analysis figures --check
	@echo '== notebooks' && $(PY) -m analysis notebooks --check
	@echo '== all checks passed'

# ---- set-up

# The first interpreter that will do, as the shell variable $python.
PICK = python=; for name in $(if $(PYTHON),$(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	    if "$$name" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	    then python="$$name"; break; fi; done; \
	if [ -z "$$python" ]; then \
	    echo 'Needed: Python 3.11 or newer with its venv module (on Debian: apt-get install python3-venv).' >&2; \
	    exit 1; fi

python: ## name the interpreter that set-up takes (PYTHON=... to choose)
	@$(PICK); echo "$$python"

# Makes or renews the environment $(1) from the locks $(2). READY is written last, so that it stands
# only in a finished environment, and holds what that was made from; BEGUN is written first: the
# folder is ours, and without READY its set-up was interrupted.
define SET_UP
ready=$(1)/.stancebook-ready; begun=$(1)/.stancebook-begun; py=$(1)/bin/python; \
	wanted="$$(cat $(2) pyproject.toml | cksum) $(CURDIR)"; \
	if [ "$$(cat $$ready 2>/dev/null)" = "$$wanted" ] && $$py -c '' 2>/dev/null; then exit 0; fi; \
	set -e; $(PICK); \
	if [ -e $$begun ] && { [ ! -e $$ready ] || ! $$py -c '' 2>/dev/null; }; then \
	    echo 'The set-up of $(1) is unfinished or broken: starting afresh.'; rm -rf $(1); fi; \
	rm -f $$ready; \
	if [ ! -d $(1) ]; then mkdir $(1); touch $$begun; fi; \
	if command -v uv >/dev/null 2>&1; then \
	    echo "Setting up $(1) with uv and $$python, once ..."; \
	    uv venv --quiet --allow-existing --python "$$python" $(1); \
	    install="uv pip install --quiet --python $$py --compile-bytecode"; \
	else \
	    echo "Setting up $(1) with pip and $$python, once; this takes a minute or two ..."; \
	    "$$python" -m venv $(1); \
	    install="$$py -m pip install -qq --disable-pip-version-check --no-input --compile"; \
	fi; \
	for lock in $(2); do $$install --require-hashes -r $$lock; done; \
	$$install --no-deps --no-build-isolation -e .; \
	echo "$$wanted" > $$ready
endef

setup: ## make or renew .venv (the others do this by themselves)
	@$(call SET_UP,$(VENV),requirements.lock requirements-scale.lock)

COMPILE = $(PY) -m uv pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 \
    --no-emit-index-url --no-emit-find-links --custom-compile-command 'make lock'

lock: setup ## resolve the locks anew from pyproject.toml
	@$(COMPILE) --extra draft --extra test --extra dev --output-file requirements.lock pyproject.toml
	@$(COMPILE) --extra scale --constraints requirements.lock --output-file requirements-scale.lock pyproject.toml
	@$(COMPILE) --extra spark --extra scale --extra test --extra dev --constraints requirements.lock \
	    --constraints requirements-scale.lock --output-file requirements-spark.lock pyproject.toml

clean: ## remove the environments and the caches
	@rm -rf $(VENV) $(SPARK) .pytest_cache .mypy_cache .ruff_cache .hypothesis

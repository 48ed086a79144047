# Verbs of the project. All need only Python 3.11 or later and make; the rest goes into .venv.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
INSTALLED := .venv/.installed
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
UV := $(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python
# Python's heap on huge pages where Linux gives them on request: large heaps (the gazetteer, dbt's graph, the type checker) are
# walked several times faster on virtual machines. Only glibc's allocator can ask for them; elsewhere Python's own is better.
ifneq ($(shell getconf GNU_LIBC_VERSION 2>/dev/null),)
export GLIBC_TUNABLES ?= glibc.malloc.hugetlb=1
export PYTHONMALLOC ?= malloc
endif
# Test processes at once; where tests of a file share what is costly to make, they stay together.
JOBS ?= 2
SPREAD_unit := -n $(JOBS) --dist loadfile
SPREAD_languages := -n $(JOBS)
SPREAD_orchestration := -n $(JOBS) --dist loadfile
SPREAD_integration := -n $(JOBS) --dist loadfile --no-loadscope-reorder
# Fast first: what fails early costs little.
STAGES := architecture unit languages golden contracts orchestration integration

.DEFAULT_GOAL := help
.PHONY: help install warehouse test lint types $(STAGES:%=test-%) accuracy calibrate bench-extract bench-incidents bench-warehouse dev docs doctor clean

help: ## List the verbs
	@awk -F ':.*## ' '/^[a-z%-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(INSTALLED) ## Make .venv with the locked dependencies and the harmledger command

$(INSTALLED): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed: install it, or name it: make PYTHON=/path/to/python3" >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade >/dev/null
	@echo "Installing the locked dependencies into .venv (a minute or more the first time) …"
	@# uv is many times faster; where it does not reach the registry (a proxy that only pip is told of), pip does the same.
	@$(PIP) install "$$(grep '^uv==' requirements.lock)"
	@$(UV) -r requirements.lock || $(PIP) install -r requirements.lock
	@$(UV) --no-deps -e . || $(PIP) install --no-deps -e .
	@touch $@

warehouse: $(INSTALLED) ## Build the warehouse from HARMLEDGER_CORPUS (default: the sample corpus)
	@$(BIN)/harmledger build

test: $(INSTALLED) ## Run all checks and tests, fast ones first
	@for step in lint types $(STAGES:%=test-%); do $(MAKE) --no-print-directory $$step || exit 1; done
	@echo "All checks passed."

lint: $(INSTALLED) ## Check style
	@echo "== style"
	@$(BIN)/ruff check --quiet .

types: $(INSTALLED) ## Check types of the pure packages
	@echo "== types"
	@$(BIN)/mypy

$(STAGES:%=test-%): test-%: $(INSTALLED)
	@echo "== $*"
	@if [ "$*" = integration ]; then sh tests/setup-browser.sh; fi
	@if [ -n "$(wildcard tests/$*/test_*.py tests/$*/*/test_*.py)" ]; then $(BIN)/pytest -q $(SPREAD_$*) tests/$*; else echo "no tests in tests/$*"; fi

accuracy: $(INSTALLED) ## Score the claims by language and attribute; GOLD=folder, LANGUAGES="en sv", ERRORS=1 lists the misses
	@$(BIN)/python -m benchmarks.accuracy.report --gold $(or $(GOLD),benchmarks/accuracy/gold) --language $(LANGUAGES) $(if $(ERRORS),--errors)

calibrate: $(INSTALLED) ## Fit the confidences anew to annotated articles: GOLD=folder
	@test -n "$(GOLD)" || { echo "Name a folder of annotated articles: make calibrate GOLD=folder" >&2; exit 2; }
	@$(BIN)/python -m benchmarks.accuracy.calibrate $(GOLD)

bench-extract: $(INSTALLED) ## Measure the speed of reading beside spaCy's tokenizer; NEWS=file, CRISIS=file, ARTICLES=most
	@$(BIN)/python -c 'import spacy' 2>/dev/null || $(PIP) install -c requirements.lock -e '.[bench]'
	@HARMLEDGER_WORKERS=1 $(BIN)/python -m benchmarks.extraction $(if $(NEWS),--news $(NEWS)) $(if $(CRISIS),--crisis $(CRISIS)) $(if $(ARTICLES),--articles $(ARTICLES))

bench-incidents: $(INSTALLED) ## B-cubed of the built sample's incidents against events labelled by hand; ERRORS=1 lists what is split or merged
	@$(BIN)/python -m benchmarks.incidents.report $(if $(ERRORS),--errors)

bench-warehouse: $(INSTALLED) ## Measure the warehouse over synthetic claims whose true answers are known; ARTICLES=200000 is a million claims
	@$(BIN)/python -m benchmarks.warehouse $(if $(ARTICLES),--articles $(ARTICLES))

dev: $(INSTALLED) ## Start Dagster's UI with the schedule and the sensor
	@DAGSTER_HOME="$$($(BIN)/python -m dagster_project.defs.home)" $(BIN)/dg dev

docs: $(INSTALLED) ## Serve the documentation page of the warehouse
	@$(BIN)/harmledger docs

doctor: $(INSTALLED) ## Check the set-up
	@$(BIN)/harmledger doctor

clean: ## Remove the built warehouse (the log of what was read goes too); .venv stays
	rm -rf warehouse dbt/target dbt/logs

# busplan: `make plan` plans the bundled season, `make test` runs every test.
# Both make .venv by themselves; all they need is make and Python 3.11, 3.12 or 3.13 with venv.

SEASON ?= data/seasons/slagelse-2021-efteraar
CLASSES ?= S,M
SECONDS ?= 60
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
PINS := pyproject.toml constraints.txt
SUITABLE := import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
CANDIDATES := python3.13 python3.12 python3.11 python3

ifeq ($(origin PYTHON), undefined)
PYTHON = $(shell for one in $(CANDIDATES); do \
	"$$one" -c '$(SUITABLE)' >/dev/null 2>&1 && echo "$$one" && break; done)
endif

.DEFAULT_GOAL := help
.PHONY: help plan test check areas seasons messages benchmark benchmark-peers benchmark-scaling clean

help:
	@echo "make plan       plan $(SEASON) and draw its maps and rosters in maps/"
	@echo "make test       run every test"
	@echo "make check      lint, types and import layers"
	@echo "make areas      make data/areas again from data/areas/facts"
	@echo "make seasons    make data/seasons again"
	@echo "make benchmark  measure planning of the bundled seasons (several minutes)"
	@echo "make benchmark-peers    against CP-SAT, HiGHS, planning by hand, spopt (CLASSES=S,M SECONDS=60)"
	@echo "make benchmark-scaling  time, gap and memory as seasons grow (about ten minutes)"
	@echo "make messages   list the texts that can be translated in build/messages.pot"

plan: $(VENV)/.ready-plan
	@$(BIN)/busplan plan $(SEASON)

test: $(VENV)/.ready-test
	$(BIN)/python -m pytest --numprocesses 2

check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

areas: $(VENV)/.ready-plan
	$(BIN)/python data/areas/make_areas.py

seasons: $(VENV)/.ready-plan
	$(BIN)/python data/seasons/make_seasons.py
	$(BIN)/python data/seasons/make_workbook.py

benchmark: $(VENV)/.ready-plan
	@$(BIN)/python benchmarks/bundled.py

benchmark-peers: $(VENV)/.ready-bench
	@$(BIN)/python benchmarks/peers.py --classes $(CLASSES) --seconds $(SECONDS)

benchmark-scaling: $(VENV)/.ready-bench
	@$(BIN)/python benchmarks/scaling.py

messages: $(VENV)/.ready-plan
	@mkdir -p build
	$(BIN)/pybabel extract --no-default-keywords --sort-by-file \
		--keywords message --keywords plural:1,2 --output-file build/messages.pot busplan

clean:
	rm -rf $(VENV) build dist

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "busplan needs Python 3.11, 3.12 or 3.13 with venv (Debian: apt-get install python3 python3-venv)." >&2; exit 1; }
	@echo "Making $(VENV) with $(PYTHON) (about a minute, the first time only) ..." >&2
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.ready-plan: $(PINS) | $(BIN)/python
	$(PIP) --editable .
	@touch $@

$(VENV)/.ready-test: $(PINS) | $(BIN)/python
	$(PIP) --editable '.[test]'
	@touch $@ $(VENV)/.ready-plan

$(VENV)/.ready-dev: $(PINS) | $(BIN)/python
	$(PIP) --editable '.[test,dev]'
	@touch $@ $(VENV)/.ready-test $(VENV)/.ready-plan

$(VENV)/.ready-bench: $(PINS) | $(BIN)/python
	$(PIP) --editable '.[bench]'
	@touch $@ $(VENV)/.ready-plan

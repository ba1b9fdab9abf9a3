# What a person runs. `make` alone explains.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE ?= kazinform
ARGS ?=
ROUNDS ?= 50
BENCH := .venv-bench
SETS ?= ../shared/bench

# Set in many containers, it makes every command compile all that it loads: half of the time of its start.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo drill alarms crawl test check lock bench bench-dedup bench-reextract soak outages browser gaps \
  backfill rebuild simulate clean

help:  ## this list
	@echo "newsspider"
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 20
	@echo
	@echo "  make crawl SITE=kazinform ARGS='-a since=2025-11-01 -a limit=100'"

setup: $(VENV)/.ready  ## everything into .venv (system packages through apt where root)

$(VENV)/.ready: pyproject.toml requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "newsspider needs Python 3.11 or newer as '$(PYTHON)'. Try: make setup PYTHON=python3.12"; exit 2; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq python3-venv; \
	  else echo "Python's venv is missing. Install it: sudo apt-get install python3-venv"; exit 2; fi; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check "$$(grep -o '^uv==[0-9.]*' requirements.lock)"
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

drill: setup  ## redesign the replica web in the middle of a week of crawls; and 50 quiet crawls
	$(BIN)/python -m tests.replica.drill

alarms: setup  ## put failures into the replica web, each to be raised by the next crawl; and eight quiet weeks
	$(BIN)/python -m tests.replica.alarms $(ARGS)

demo: setup  ## crawl the replica web with the real spiders and compare with the truth
	@rm -rf output/demo
	$(BIN)/python -m tests.replica --check --output output/demo --crawl tengrinews,kazinform,polisia

crawl: setup  ## crawl a live site: make crawl SITE=kazinform
	$(BIN)/scrapy crawl $(SITE) $(ARGS)

test: setup  ## every test, one process for each processor
	$(BIN)/python -m pytest -n logical --maxprocesses 4 --dist loadfile -m "not alone"
	$(BIN)/python -m pytest -m alone

check: setup  ## style, types, import layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy newsspider tests benchmarks
	$(BIN)/lint-imports

lock: setup  ## resolve the dependencies anew into requirements.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	  --no-emit-index-url --custom-compile-command "make lock" --all-extras --group dev --output-file requirements.lock pyproject.toml

soak: setup  ## kill -9 a crawl at ROUNDS random moments (default 50), then count
	NEWSSPIDER_SOAK_ROUNDS=$(ROUNDS) $(BIN)/python -m pytest -s tests/test_crash.py tests/test_kill.py

outages: setup  ## kill, freeze and restart the schedule, and set its clock (with libfaketime)
	$(BIN)/python -m pytest -s tests/drill_schedule.py

browser: setup  ## kill the browser of a crawl 20 times; its memory and speed over 1,000 pages (ARGS: see -h)
	$(BIN)/python -m tests.browser_drill $(ARGS)

gaps: setup  ## delete 100 articles from the store, in eight ways; they must be found and brought back
	$(BIN)/python -m tests.gaps

simulate: setup  ## a week of news at the schedule's own turns, and once more with 50 kills (with libfaketime)
	$(BIN)/python -m tests.freshness --kills 50 $(ARGS)

bench: setup $(BENCH)/.ready  ## quality and speed beside other readers, into docs/benchmarks.md (SETS=folder: further pages)
	$(BIN)/python -m benchmarks --sets $(SETS) --write docs/benchmarks.md $(ARGS)

bench-dedup: setup $(BENCH)/.ready  ## duplicates, stories and translations: how many are found, and at what cost (ARGS=--articles=1000000)
	$(BIN)/python -m benchmarks.dedup --sets $(SETS)
	$(BIN)/python -m benchmarks.stories $(if $(wildcard $(SETS)/stories),--pairs $(SETS)/stories/pairs.jsonl.gz)
	$(if $(wildcard $(SETS)/translations),$(BIN)/python -m benchmarks.translations --sets $(SETS))
	$(BIN)/python -m benchmarks.dedup_scale $(ARGS)

$(BENCH)/.ready: benchmarks/requirements.txt
	$(PYTHON) -m venv --clear $(BENCH)
	@while read -r package; do case $$package in ''|\#*) continue;; esac; \
	  $(BIN)/uv pip install --quiet --python $(BENCH)/bin/python "$$package" || echo "$$package: not installed, and shown as such"; \
	done < benchmarks/requirements.txt
	@touch $@

backfill: setup  ## backfill 100,000 replica articles, killed again and again; memory and speed (ARGS: see -h)
	$(BIN)/python -m tests.replica.backfill $(ARGS)

rebuild: setup  ## crawl the replica web, throw away all but the archive, and make the same articles again
	$(BIN)/python -m tests.replica.rebuild

bench-reextract: setup  ## pages per second of reextract beside trafilatura on the same archive (ARGS=--pages=100000)
	$(BIN)/python -m benchmarks.reextract $(if $(wildcard $(SETS)/tengrinews),--given $(SETS)/tengrinews) $(ARGS)

clean:  ## remove .venv, caches and the demo's output
	rm -rf $(VENV) $(BENCH) output/demo .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# Everything is prepared on the way, once: see `scripts/`. `make help` lists what there is to do.
# PYTHON=/path/to/python chooses the interpreter that a new `.venv` is made with.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

ENVIRONMENT := .venv
BIN := $(ENVIRONMENT)/bin
EXAMPLE := demo-portfolio

# Tests start hundreds of processes: none is to compile the program anew, whoever calls make.
unexport PYTHONDONTWRITEBYTECODE

# Stamps: a file says that this preparation was done since its ingredients last changed.
# Those of the virtual environment lie inside it, so that they vanish with it.
SYSTEM_READY := build/ready/system
SYSTEM_READY_FOR_TESTS := build/ready/system-for-tests
READY := $(ENVIRONMENT)/ready
READY_FOR_TESTS := $(ENVIRONMENT)/ready-for-tests
VALIDATOR_READY := build/ready/verapdf
PINNED := pyproject.toml constraints.txt scripts/make-environment

# An environment that was copied along with its folder still runs the program of the old one.
ifeq ($(shell grep -sF " $(CURDIR)/$(ENVIRONMENT)" $(ENVIRONMENT)/pyvenv.cfg),)
.PHONY: $(READY)
endif

.PHONY: help
help: ## Say what there is to do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- using it ---------------------------------------------------------------

.PHONY: demo run shots looks guide bench
demo: ready ## Build the finished example with its signed pack, and open it when there is a display
	@scripts/clear-example $(EXAMPLE)
	$(BIN)/portfolio demo $(EXAMPLE)
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then $(BIN)/portfolio $(EXAMPLE)/example.portfolio; fi

run: ready ## Open the window
	$(BIN)/portfolio

shots: ready ## Draw every screen, both themes, into docs/
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/screenshots.py

looks: ready ## Draw every screen in every theme, at 100 % and 200 %, into build/looks, to be looked at
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/screenshots.py --looks

guide: ready-for-tests ## Go every step of the guide, and take its pictures, into docs/
	QT_QPA_PLATFORM=offscreen $(BIN)/python scripts/guide.py

bench: ready-for-tests ## Measure every promised figure; prints one JSON array
	@scripts/install-system-packages bench
	@scripts/make-environment bench
	@QT_QPA_PLATFORM=offscreen $(BIN)/python bench/run.py

# --- checking it ------------------------------------------------------------

.PHONY: test test-long lint
lint: ready-for-tests ## Format, style, types, architecture
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint ## Lint, then the tests
	$(BIN)/pytest -n 2 -m "not long"

test-long: lint ## Lint, then all tests with full counts
	$(BIN)/pytest -n 2 --hypothesis-profile long

# --- preparing --------------------------------------------------------------

.PHONY: ready ready-for-tests clean
ready: $(READY) ## Prepare what the program needs
ready-for-tests: $(SYSTEM_READY_FOR_TESTS) $(READY_FOR_TESTS) $(VALIDATOR_READY) ## And what its tests need

$(SYSTEM_READY): scripts/install-system-packages
	@scripts/install-system-packages window
	@mkdir -p $(@D) && touch $@

$(SYSTEM_READY_FOR_TESTS): scripts/install-system-packages
	@scripts/install-system-packages tests
	@mkdir -p $(@D) && touch $@

$(READY): $(PINNED) | $(SYSTEM_READY)
	@scripts/make-environment
	@touch $@

$(READY_FOR_TESTS): $(READY) | $(SYSTEM_READY_FOR_TESTS)
	@scripts/make-environment tests
	@touch $@

$(VALIDATOR_READY): tests/tools/verapdf.py tests/tools/java.py tests/tools/VeraPdf.java | $(READY_FOR_TESTS)
	@$(BIN)/python -m tests.tools.verapdf
	@mkdir -p $(@D) && touch $@

clean: ## Remove everything that make has made here
	@scripts/clear-example $(EXAMPLE)
	rm -rf $(ENVIRONMENT) build dist

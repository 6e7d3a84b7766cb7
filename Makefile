# The commands of the project. On a machine with Python 3.11+ and make, `make demo` and `make test` do all the set-up.

SHELL := /bin/bash
PYTHON ?=
ACOMPANA_CHROMIUM ?=
# More words for pytest, for example: make test ARGS="-m 'not browser' -k folio"
ARGS ?=
export PYTHON ACOMPANA_CHROMIUM

BIN := .venv/bin
INSTALLED := .venv/.installed
INSTALLED_TEST := .venv/.installed-test

.DEFAULT_GOAL := help
.PHONY: help demo test check format bench clean

help: ## list the commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

demo: $(INSTALLED) ## build Mexico's registry, fill it with practice data and serve it
	@$(BIN)/acompana demo $(ARGS)

test: $(INSTALLED_TEST) ## run every test, on both databases and in a real browser
	@browser=$$(tools/chromium) && ACOMPANA_CHROMIUM=$$browser $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadgroup $(ARGS)

check: $(INSTALLED_TEST) ## lint and security rules, formatting, layers, types, known flaws of dependencies
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/mypy
	$(BIN)/djlint --quiet --lint runtime/templates
	$(BIN)/python tools/advisories

format: $(INSTALLED_TEST) ## let the formatter write
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

bench: $(INSTALLED_TEST) ## measure the instance beside its floor; takes a while
	@$(BIN)/python -m benchmarks $(ARGS)

clean: ## remove the environment, the demo instance and caches
	rm -rf .venv .demo .mypy_cache .ruff_cache .pytest_cache .hypothesis build dist

$(INSTALLED): pyproject.toml constraints.txt tools/environment
	@tools/environment && touch $@

$(INSTALLED_TEST): pyproject.toml constraints.txt tools/environment
	@tools/environment test && touch $@ $(INSTALLED)

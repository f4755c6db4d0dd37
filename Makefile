PORT ?= 8000
# More browsers at once than this only get in each other's way.
PYTEST_OPTIONS ?= --numprocesses=auto --maxprocesses=4
bin := .venv/bin

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help demo test setup run-time dev lint format types contracts unit lowest build serve screenshots lock clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: serve ## set up, build and serve the site, the contact form and a mail viewer (PORT=8000)

# Every check runs, also after one that failed, so that one run tells all there is to mend; then make fails.
test: setup ## set up, then run every check and every test
	@$(MAKE) --no-print-directory --keep-going lint types contracts unit

setup: dev ## install everything into .venv, and a Chromium for the tests where there is none
	@$(bin)/python tools/chromium.py
	@$(bin)/python tools/lambda_emulator.py
	@$(bin)/python tools/ministack.py
	@$(bin)/python tools/dynamodb_local.py

# Both do nothing, at once, when nothing has changed: so every command below may ask for what it needs.
run-time:
	@tools/setup run
dev:
	@tools/setup dev

lint: dev ## ruff: rules and layout; and that uv.lock fits pyproject.toml
	@status=0; $(bin)/ruff check || status=1; $(bin)/ruff format --check || status=1; \
	tools/uv lock --check --offline --quiet || { echo 'Run: make lock'; status=1; }; exit $$status

format: dev ## let ruff mend what it can
	$(bin)/ruff check --fix-only
	$(bin)/ruff format

types: dev ## mypy, strict
	$(bin)/mypy

contracts: dev ## import-linter: who may import whom
	$(bin)/lint-imports --no-logo

unit: setup ## pytest, the browser tests included
	$(bin)/pytest $(PYTEST_OPTIONS)

lowest: setup ## the tests with the oldest versions that pyproject.toml allows
	@tools/uv venv --quiet --clear .venv-lowest
	@tools/uv pip install --quiet --python .venv-lowest/bin/python --resolution lowest-direct --editable . --group dev
	.venv-lowest/bin/pytest $(PYTEST_OPTIONS)

build: run-time ## build the site into site/
	$(bin)/frontdesk build

serve: run-time ## the same, under the name of the command: frontdesk serve (PORT=8000)
	$(bin)/frontdesk serve --port $(PORT)

screenshots: setup ## take the pictures of the README anew
	$(bin)/python -m tests.screenshots

lock: ## bring uv.lock up to date after a change of the dependencies (UPGRADE=1: newest of everything)
	tools/uv lock $(if $(UPGRADE),--upgrade)

clean: ## remove everything that can be made again; the request log in .frontdesk/ stays
	rm -rf .venv .venv-lowest .uv .frontdesk/cache .frontdesk/bundle .frontdesk/pages.json site dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# One verb each. `make serve` and `make test` set everything up on a fresh machine.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CLIENTS := $(patsubst requirements/clients/%.txt,.venv-clients/%/.done,$(wildcard requirements/clients/*.txt))

ROOM := .venv-brain/bin
ADAPTER := brain/runs/default/adapter.gguf

.PHONY: install install-dev serve test check fix lock docs brain clean

install: .venv/.run                 ## the server and what it needs, into .venv
install-dev: .venv/.dev .venv/.node $(CLIENTS) .venv-brain/.done ## the same, with the tools of `make test` and `make check`

.venv/.run: requirements/run.txt pyproject.toml
	@test -x $(BIN)/python || { echo "making .venv and installing into it, about a minute"; $(PYTHON) -m venv .venv; }
	@$(PIP) install --require-hashes -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

.venv/.node: tests/e2e/node/package-lock.json .venv/.dev
	@cd tests/e2e/node && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --ignore-scripts --silent
	@touch $@

.venv-clients/%/.done: requirements/clients/%.txt .venv/.dev
	@test -x $(@D)/bin/python || $(BIN)/uv venv --quiet --python $(BIN)/python $(@D)
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(@D)/bin/python $<
	@touch $@

.venv-brain/.done: requirements/run.txt pyproject.toml
	@test -x $(ROOM)/python || { echo "making .venv-brain, with PyTorch, about a minute"; $(PYTHON) -m venv .venv-brain; }
	@$(ROOM)/python -m pip --disable-pip-version-check --quiet install --require-hashes -r requirements/run.txt
	@$(ROOM)/python -m pip --disable-pip-version-check --quiet install --no-build-isolation -e ".[brain]"
	@touch $@

serve: install             ## start the server: make serve ARGS="--port 9000"
	@$(BIN)/antiphon serve $(ARGS)

test: install-dev          ## every test CI runs: make test ARGS="-k wire"
	@$(BIN)/python -m pytest -m "$$($(BIN)/python tools/system.py tests)" $(ARGS)

check: install-dev         ## format, lint, types, contracts, budgets
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/docs.py --check
	$(BIN)/python -m pytest -q tests/test_budgets.py

fix: install-dev           ## let the tools repair what they can
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: install-dev          ## pin what pyproject.toml asks for, with hashes and without host names
	$(BIN)/python tools/lock.py

docs: install-dev          ## redraw what the docs generate
	$(BIN)/python tools/docs.py

brain: .venv-brain/.done   ## train the adapter, or go on with it: make brain ARGS="--tokens 3000000"
	@$(ROOM)/python -m brain.train --name default $(ARGS)
	@$(ROOM)/python -m brain.export $(ADAPTER) brain/runs/default/shipped.gguf
	@$(ROOM)/python -m brain.card brain/runs/default > brain/runs/default/card.md

clean:
	rm -rf .venv .venv-clients .venv-brain .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/e2e/node/node_modules

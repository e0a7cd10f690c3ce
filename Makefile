# Every target sets up what it needs first; the second time that costs nothing.
# PYTHON=python3.13 make run   chooses the interpreter of a new environment.

PY = .venv/bin/python

.DEFAULT_GOAL := help
.PHONY: help run test bench lint format texts docs day pictures lock clean

help: ## List the targets
	@sed -n 's/^\([a-z][a-z]*\):.*## \(.*\)$$/\1|\2/p' Makefile | \
		while IFS='|' read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

run: ## Open the example workshop (without a display: write its documents to out/)
	@tools/setup run
	@$(PY) main.py demo

test: lint ## Check style and types, then run the tests
	QT_QPA_PLATFORM=offscreen $(PY) -m pytest -n auto --dist loadfile

bench: ## Measure speed
	@tools/setup dev
	QT_QPA_PLATFORM=offscreen $(PY) -m benchmarks

lint: ## Check style and types
	@tools/setup dev
	$(PY) -m ruff check
	$(PY) -m ruff format --check
	$(PY) -m mypy

format: ## Sort imports and format the code
	@tools/setup dev
	$(PY) -m ruff check --select I --fix
	$(PY) -m ruff format

texts: ## Renew the list of all texts, for translators
	@tools/setup run
	@$(PY) -m tools.texts

docs: ## Renew the whole schema, docs/json.md and the example's documents in docs/
	@tools/setup run
	@$(PY) -m tools.write_docs

day: ## Play the workshop day and renew the pictures and counts of docs/day.md
	@tools/setup dev
	@$(PY) -m tools.write_day

pictures: ## Approve the pages of the example's charter as they are now
	@tools/setup dev
	@$(PY) -m tools.pictures

# No index addresses in the locks: whoever installs decides where from, and the
# hashes decide what. pip itself is left out: every environment that can install
# the lock has one already, and on Windows pip cannot replace itself.
COMPILE = uv pip compile pyproject.toml --universal --python-version 3.11 --upgrade \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-annotate \
	--no-emit-package pip --custom-compile-command 'make lock' --quiet

lock: ## Renew the lock files (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv, which was not found. Install it, then run this again." >&2; exit 1; }
	$(COMPILE) --output-file requirements.lock
	$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## Remove the environment, caches and written documents
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis out
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

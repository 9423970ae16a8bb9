# make run      from a bare clone to a report: environment, database, one collecting cycle, report
# make test     the whole check, offline: style, types, tests on SQLite and PostgreSQL
# make model    grow the trees of the second look and fit the confidence of claims to the labelled articles, and the second
#               look at licence texts to sentences of our own
# make wheel    the installable package in dist/;  make wheel-check  tries it in an empty environment
# make lock     pin the newest versions that pyproject.toml allows
# WORKERS=N  processes that share the tests; many tests wait on clocks and other processes, so more than one a core pays
PYTHON ?= python3
WORKERS ?= 4
export TRACKER_DATA_DIR ?= $(CURDIR)/var
PIP := .venv/bin/pip --disable-pip-version-check --no-input -q
TRACKER := .venv/bin/python -m tracker

.PHONY: run model test style types lock wheel wheel-check clean

run: .venv/runtime
	@$(TRACKER) run || test $$? -eq 3
	@$(TRACKER) report

test: .venv/dev style types
	.venv/bin/python -m pytest -n $(WORKERS) --dist worksteal

style: .venv/dev
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .

types: .venv/dev
	.venv/bin/mypy

.venv/bin/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "tracker needs Python 3.11 or newer: make PYTHON=/path/to/python3.11 …")'
	$(PYTHON) -m venv .venv

.venv/runtime: requirements.lock | .venv/bin/pip
	$(PIP) install --require-hashes -r requirements.lock
	@touch $@

.venv/dev: requirements-dev.lock | .venv/bin/pip
	$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@ .venv/runtime

model: .venv/dev
	OMP_NUM_THREADS=1 .venv/bin/python -m bench.christen
	OMP_NUM_THREADS=1 .venv/bin/python -m bench.grow
	OMP_NUM_THREADS=1 .venv/bin/python -m bench.dating
	.venv/bin/python -m bench.calibrate
	OMP_NUM_THREADS=1 .venv/bin/python -m bench.teach

wheel: .venv/dev
	.venv/bin/python -m hatchling build -t wheel

wheel-check: wheel
	rm -rf var/wheel && $(PYTHON) -m venv var/wheel/venv
	sed -n 's/^\([a-z].*==[^\\]*\).*/\1/p' requirements.lock > var/wheel/constraints.txt
	var/wheel/venv/bin/pip --disable-pip-version-check --no-input -q install -c var/wheel/constraints.txt dist/*.whl
	cd var/wheel && TRACKER_DATA_DIR=$(CURDIR)/var/wheel/data venv/bin/tracker report --format json > report.json
	cd var/wheel && TRACKER_DATA_DIR=$(CURDIR)/var/wheel/data venv/bin/tracker log verify

LOCK = uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-header --upgrade pyproject.toml
lock:
	$(LOCK) --extra html -o requirements.lock
	$(LOCK) --extra dev -o requirements-dev.lock

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

# make demo    set up and show the main commands      make lint      ruff and strict mypy
# make test    set up and run the tests              make bench     benchmarks/RESULTS.md; make bench-all the others
# make gates   the tests that take minutes
# make messages  update the catalogues               make lock      pin the newest versions that fit
# make fuzz TIME=60   mutated files through every reader for some seconds; REPEAT=fuzz-finds/NAME.bin runs a find again
# make sbom    the software bill of materials (CycloneDX) into dist/     make licences   docs/licences.md from the lock
# make score EVAL=folder   how right the outlines are, for those who have the evaluation set

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed

.PHONY: demo test gates tour lint bench bench-all fuzz messages lock licences sbom score env
.DEFAULT_GOAL := demo

# The environment is rebuilt when the lock changes, and only then.
$(INSTALLED): requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "jyplan needs Python 3.11 or newer; name one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null \
		|| { echo "this Python cannot make environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

env: $(INSTALLED)

demo: $(INSTALLED)
	@tools/demo.sh $(BIN)/jyplan

test: $(INSTALLED)
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/python -m pytest --numprocesses auto -m "not gate"

# Readers gone bad, growth of every stage, patterns, fuzzing for seconds, Spark: what takes minutes.
gates: $(INSTALLED)
	$(BIN)/python -m pytest --numprocesses auto -m "gate and not tour"

# The hostile files, thirty times as long as in the gates, through every door, and properties with examples that are new
# each time: twenty minutes and more, before a release.
tour: $(INSTALLED)
	$(BIN)/python -m pytest -m tour
	$(BIN)/python -m pytest --hypothesis-profile tour $$(grep -rl "^@given" tests)

lint: $(INSTALLED)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# All figures of the README in one run, peers in an environment of their own (build/bench-peers): benchmarks/RESULTS.md
bench: $(INSTALLED)
	$(BIN)/python -m benchmarks.results

bench-all: $(INSTALLED)
	for each in benchmarks/*.py; do $(BIN)/python -m benchmarks.$$(basename $$each .py) || exit 1; done

# Finds go to fuzz-finds/. Before a release: make fuzz TIME=3600, and the figures into docs/security.md.
fuzz: $(INSTALLED)
	PYTHONPATH=tools:. nice -n 19 $(BIN)/python -m fuzzing --time $(or $(TIME),60) $(if $(SEED),--seed $(SEED)) $(if $(REPEAT),--repeat $(REPEAT))

messages: $(INSTALLED)
	$(BIN)/python tools/catalogues.py

lock: $(INSTALLED)
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-header \
		--all-extras --group dev --output-file requirements-dev.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
		--extra all --group build --constraint requirements-dev.lock --output-file requirements.lock pyproject.toml
	@echo "then: make licences"

licences: $(INSTALLED)
	$(BIN)/python tools/materials.py licences > docs/licences.md.new && mv docs/licences.md.new docs/licences.md

sbom: $(INSTALLED)
	@mkdir -p dist
	$(BIN)/python tools/materials.py sbom > dist/jyplan.cdx.json

score: $(INSTALLED)
	cd $(EVAL) && $(CURDIR)/$(BIN)/python score_public.py $(CURDIR)/$(BIN)/jyplan

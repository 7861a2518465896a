# footnotary: everything a newcomer needs. `make` alone prints this help.

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
READY   = $(VENV)/.ready
TOOLS   = $(VENV)/.tools
BRIEFING ?=
STRICT ?=
YES ?=
EXAMPLE = examples/briefing

# A misspelt variable would be ignored: `make verify BRIEFNG=x` must not verify the example instead of x.
KNOWN = BRIEFING STRICT YES PYTHON VENV BIN
GIVEN = $(foreach name,$(.VARIABLES),$(if $(filter command,$(firstword $(origin $(name)))),$(name)))
UNKNOWN = $(strip $(filter-out $(KNOWN) MAKE%,$(GIVEN)))
ifneq ($(UNKNOWN),)
$(error unknown variable $(UNKNOWN): known are BRIEFING=path, YES=1, STRICT=1, PYTHON=path and VENV=folder)
endif

.DEFAULT_GOAL := help
.PHONY: help verify test check evaluate bench docs site clean

help:  ## print this help
	@echo "footnotary - a notary for footnotes"; echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | while IFS='|' read -r name text; do printf '%-18s %s\n' "$$name" "$$text"; done
	@echo; echo "  make verify BRIEFING=path/to/draft.docx   verifies your own document, live (it asks first)"
	@echo "  make verify BRIEFING=... YES=1            does not ask, for scripts"
	@echo "  make verify STRICT=1                      fails on findings too (make itself then ends with 2; footnotary's own code is printed)"

verify: $(READY)  ## verify the embedded example, or BRIEFING=path (live)
	@BIN="$(BIN)" STRICT="$(STRICT)" YES="$(YES)" sh .ci/verify "$(BRIEFING)"

test: $(TOOLS)  ## run all tests: side by side, then alone those that measure time
	@status=0; \
	$(BIN)/python -m pytest --numprocesses auto --maxprocesses 4 --dist loadfile -m "not timed" || status=$$?; \
	$(BIN)/python -m pytest -m timed || status=$$?; \
	exit $$status

check: $(TOOLS)  ## format, lint, types, layers, generated documents
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_layers.py
	@$(BIN)/python docs/generate.py --check

evaluate: $(TOOLS)  ## measure accuracy and print it, field by field
	@$(BIN)/python tests/evaluate.py

bench: $(TOOLS)  ## measure speed, as ratios in one run
	@$(BIN)/python tests/bench.py

docs: $(TOOLS)  ## write the generated parts of the documents anew
	@$(BIN)/python docs/generate.py

site: $(TOOLS)  ## build the documents as a site in docs/_build
	@$(BIN)/python -m sphinx -q -n -W --keep-going docs docs/_build && echo "docs/_build/index.html"

clean:  ## remove the environment and everything generated
	rm -rf $(VENV) docs/_build $(EXAMPLE)/sources.wacz $(EXAMPLE)/sources $(EXAMPLE)/packages $(EXAMPLE)/report $(EXAMPLE)/.footnotary .pytest_cache .mypy_cache .ruff_cache

# The environment is made once, and again when what it holds has changed; what only developers need comes with the first
# command that needs it. The first two lines answer for a Python that is too old or has no venv module.
$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "footnotary needs Python 3.11 or later: $(PYTHON) was not found; install it or say PYTHON=path" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "footnotary needs Python 3.11 or later; $(PYTHON) is $$($(PYTHON) -c 'import platform; print(platform.python_version())'): install a newer one or say PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) has no venv module: install it (on Debian: apt install python3-venv), then run make again" >&2; exit 2; }
	@echo "Setting up the environment in $(VENV) (once) ..." >&2
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable .
	@$(BIN)/python -m compileall -q pipeline citations archive reports  # once, where Python is told to write no bytecode too
	@touch $@

$(TOOLS): $(READY)
	@echo "Adding the developers' tools (once) ..." >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable ".[dev]"
	@touch $@

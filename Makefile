# Works on a fresh machine that has make and Python 3.11 or later (PYTHON=... names another one).

PYTHON ?= python3
VENV := .venv
IN_VENV := $(VENV)/bin
INSTALLED := $(VENV)/installed
LOCK_VENV := build/lock-venv

.PHONY: demo test bench setup lock

demo: setup
	@$(IN_VENV)/scrapy demo

# Two files of tests side by side, those that take minutes first: none is left over at the end.
test: setup
	@$(IN_VENV)/ruff format --check .
	@$(IN_VENV)/ruff check .
	@$(IN_VENV)/mypy
	@$(IN_VENV)/pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

# Measures waiting and cost: docs/measuring.md. RUNS=1 is quicker; PART=settle, cpu, time or memory
# gives one part alone, PART=policy and PART=analysis what needs no browser.
RUNS := 5
PART := all
bench: setup
	@PYTHONPATH=tests $(IN_VENV)/python -m bench --runs $(RUNS) --part $(PART)

# The virtual environment and a browser; does nothing when both are there.
setup: $(INSTALLED)
	@$(IN_VENV)/python -m scanner.browser.install

# Made anew whenever the lock changes, so that it holds exactly what the lock lists. The build
# backend comes from the lock too: nothing unpinned is fetched to install the project itself.
$(INSTALLED): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "setup: Python 3.11 or later is needed; name one with make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "setup: this Python cannot make virtual environments; install python3-venv" >&2; exit 1; }
	@echo "setup: installing the packages of requirements.txt into $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(IN_VENV)/python -m pip install --quiet --disable-pip-version-check \
	  --require-hashes -r requirements.txt
	@$(IN_VENV)/python -m pip install --quiet --disable-pip-version-check \
	  --no-deps --no-build-isolation -e .
	@touch $@

# Writes requirements.txt again from pyproject.toml, with the newest versions that it allows.
lock:
	@$(PYTHON) -m venv $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip install --quiet --disable-pip-version-check uv
	@$(LOCK_VENV)/bin/python -c "import tomllib; \
	  print(*tomllib.load(open('pyproject.toml', 'rb'))['build-system']['requires'], sep='\n')" \
	  > $(LOCK_VENV)/backend.in
	@$(LOCK_VENV)/bin/uv pip compile --quiet --universal --all-extras --generate-hashes --upgrade \
	  --no-annotate --custom-compile-command "make lock" --output-file requirements.txt \
	  pyproject.toml $(LOCK_VENV)/backend.in

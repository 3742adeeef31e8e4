# The project's commands. Each sets up what it needs first; README.md says what they do.
PYTHON ?= python3
VENV := .venv/bin
PORT ?= 8420

.PHONY: install run demo test faults bench bench-desktop shots bundle test-bundle conformance docs translations lock clean

install:
	@command -v $(PYTHON) >/dev/null || { echo "Parlance needs Python 3.11, 3.12 or 3.13: $(PYTHON) is not there"; exit 1; }
	@$(PYTHON) packaging/install.py

run: install
	@$(VENV)/python packaging/run.py --port $(PORT)

demo: install
	@$(VENV)/python packaging/demo.py

# Tests start some two hundred programs, which are compiled once, whatever the environment says.
test: export PYTHONDONTWRITEBYTECODE :=
test: install
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/lint-imports
	@$(VENV)/python -m compileall -q -j 2 protocol chat_server chat_desktop benchmarks packaging
	$(VENV)/pytest -n 3 --dist worksteal

# FAULTS="--only disk --seed 7" runs a part, or the same again.
faults: install
	@PYTHONPATH=tests:.:packaging $(VENV)/python -m faults $(FAULTS)

# BENCH=--quick takes two minutes; BENCH="--only A200,B" measures a part.
bench: install
	@$(VENV)/python -m benchmarks $(BENCH)

# BENCH=--quick takes five minutes; BENCH="--only start,feel" measures a part.
bench-desktop: install
	@$(VENV)/python -m benchmarks.desktop $(BENCH)

# SHOTS="--only chat --theme dark" makes a part, SHOTS=--readme renews the pictures of README.md.
shots: install
	@PYTHONPATH=tests:. $(VENV)/python -m shots $(SHOTS)

bundle: install
	@$(VENV)/python packaging/system_check.py --bundles
	$(VENV)/pyinstaller --noconfirm --log-level WARN --distpath build/bundle --workpath build/pyinstaller packaging/server.spec
	$(VENV)/pyinstaller --noconfirm --log-level WARN --distpath build/bundle --workpath build/pyinstaller packaging/desktop.spec

test-bundle: bundle
	@$(VENV)/python packaging/smoke_test.py build/bundle

conformance: install
	@$(VENV)/python tests/conformance/run_suite.py --install

docs: install
	$(VENV)/python -m protocol.reference docs/protocol.md
	$(VENV)/python packaging/file_overview.py

translations: install
	@$(VENV)/python packaging/translations.py

# Needs uv, which is no dependency of the project: only who changes pyproject.toml runs this.
PIN := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
LOCK := $(PIN) pyproject.toml
lock:
	$(LOCK) --extra server -o requirements/server.lock
	$(LOCK) --extra desktop -o requirements/desktop.lock
	$(LOCK) --extra server --extra desktop --extra dev -o requirements/dev.lock
	$(PIN) benchmarks/baselines/django.in -o benchmarks/baselines/django.lock

clean:
	rm -rf build dist .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

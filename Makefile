# Two commands for a bare machine with python3 (3.11 or newer):
#   make demo    its own virtual environment, the package, and the five seeds cleaned into cleaned/
#   make test    its own virtual environment, and every check and test

PYTHON ?= python3
PIP = -m pip --disable-pip-version-check install --quiet

.PHONY: demo test clean

demo: .venv-demo/ready
	.venv-demo/bin/cleaner clean seeds -o cleaned --overwrite
	@echo
	@echo "--- the first body: cleaned/000_6b68ce4b8397164d.txt"
	@cat cleaned/000_6b68ce4b8397164d.txt
	@echo
	@echo "--- its metadata: cleaned/000_6b68ce4b8397164d.json"
	@.venv-demo/bin/python -c "import json; a = json.load(open('cleaned/000_6b68ce4b8397164d.json', encoding='utf-8'))['article']; a.pop('articleBody'); print(json.dumps({k: v for k, v in a.items() if v}, indent=2, ensure_ascii=False))"
	@echo
	@echo "All bodies (.txt) and records (.json) are in cleaned/. Why each line stayed or went:"
	@echo "  .venv-demo/bin/cleaner explain seeds/000_6b68ce4b8397164d.txt"

.venv-demo/ready: pyproject.toml $(shell find cleaner rules -type f -not -path '*/__pycache__/*')
	$(PYTHON) -m venv .venv-demo
	.venv-demo/bin/python $(PIP) .
	@touch $@

test: .venv-test/ready
	.venv-test/bin/ruff check .
	.venv-test/bin/ruff format --check .
	.venv-test/bin/mypy
	.venv-test/bin/lint-imports
	.venv-test/bin/cleaner rules lint
	.venv-test/bin/cleaner rules test
	.venv-test/bin/cleaner check
	.venv-test/bin/python -m pytest -n 2

.venv-test/ready: pyproject.toml
	$(PYTHON) -m venv .venv-test
	.venv-test/bin/python $(PIP) --editable ".[dev]"
	@touch $@

clean:
	rm -rf .venv-demo .venv-test cleaned dist build

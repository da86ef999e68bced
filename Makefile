# `make run` starts the register on this machine; `make test` checks all of it. See README.md.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PORT ?= 8000
JOBS ?= 2

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --requirement
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest --numprocesses $(JOBS)
ON_POSTGRESQL := $(BIN)/python -m tests.postgres
# A stamp holds the list that was installed, so that a list brought back by git is noticed as surely as a new one.
RUN_STAMP := $(VENV)/installed.txt
DEV_STAMP := $(VENV)/installed-dev.txt

export PORT
export BASE_URL ?= http://127.0.0.1:$(PORT)
export PYTHONUNBUFFERED := 1

.PHONY: help run env dev-env lint format types imports checks test test-sqlite test-postgresql lock messages bench clean

help: ## show what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: env ## start the register on 127.0.0.1, PORT 8000; DATABASE_URL names another database than SQLite
	@$(BIN)/python -m config.serving
	@mkdir -p var/static
	@$(MANAGE) prepare data/hcmc
	@exec $(BIN)/gunicorn --config python:config.serving config.wsgi

env:
	@cmp -s requirements.txt $(RUN_STAMP) || $(MAKE) install

dev-env: env
	@cmp -s requirements-dev.txt $(DEV_STAMP) || $(MAKE) install-dev

.PHONY: install install-dev
install: $(BIN)/python
	@echo "Cài đặt các thư viện vào $(VENV)…"
	@$(PIP) requirements.txt
	@cp requirements.txt $(RUN_STAMP)

install-dev: $(BIN)/python
	@$(PIP) requirements-dev.txt
	@cp requirements-dev.txt $(DEV_STAMP)

$(BIN)/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
		|| { echo "Cần Python 3.11; hãy chỉ rõ: make run PYTHON=/đường/dẫn/python3.11" >&2; exit 1; }
	@"$(PYTHON)" -m venv $(VENV)

lint: dev-env ## ruff: rules and layout
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: dev-env ## lay the code out, and mend what ruff can mend
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

types: dev-env ## mypy with django-stubs
	$(BIN)/mypy

imports: dev-env ## import-linter: cms → delegation → units, and the pure core
	$(BIN)/lint-imports

checks: dev-env ## Django's own checks, missing migrations, a deployment's settings
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) check --fail-level WARNING
	DJANGO_SETTINGS_MODULE=config.settings.test $(MANAGE) makemigrations --check --dry-run
	DJANGO_SETTINGS_MODULE=config.settings.production ALLOWED_HOSTS=register.example \
		SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
		$(MANAGE) check --deploy --fail-level WARNING

test: lint types imports checks test-sqlite test-postgresql ## everything, on SQLite and on PostgreSQL

test-sqlite: dev-env ## every test, those with a database on SQLite
	env -u DATABASE_URL $(PYTEST)

test-postgresql: dev-env ## the tests with a database again, on PostgreSQL
	$(ON_POSTGRESQL) $(PYTEST) -m database

lock: dev-env ## pin requirements*.in into requirements*.txt
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements.txt requirements.in
	$(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
		--output-file requirements-dev.txt requirements-dev.in

messages: dev-env ## bring the Vietnamese of the desk and the English of the public site up to date; what lacks a translation is told
	@$(BIN)/python -m tests.house.catalogues
	@$(BIN)/python -m tests.house.english

bench: dev-env ## what is promised about speed, measured beside peers, on both engines
	$(BIN)/python -m benchmarks

clean: ## remove what the tools left behind; the register in var/ stays
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

# What people do with this checkout; `make` alone lists it. The longer recipes are scripts in .ci/.

PYTHON ?= python3
PORT ?= 8000
SEEDS ?= seeds
ARGS ?=

python := .venv/bin/python
# This checkout's own database and key, plain HTTP; DATABASE_URL and SECRET_KEY of the caller stand.
local := .ci/local $(python)

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run dev admin loadseeds check format test test-postgres test-packages bench pictures messages lock clean

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

run: .venv/.installed staticfiles/staticfiles.json ## Serve the questionnaire as for real on 127.0.0.1:8000 (PORT=…, SEEDS=folder)
	@DEBUG=0 $(local) .ci/prepare.py '$(PORT)' '$(SEEDS)'
	@DEBUG=0 $(local) -m gunicorn --workers 2 --bind '127.0.0.1:$(PORT)' --log-level warning \
		--no-control-socket questionnaire.wsgi

dev: .venv/.installed ## The same with Django's development server
	@DEBUG=1 $(local) .ci/prepare.py '$(PORT)' '$(SEEDS)'
	@DEBUG=1 $(local) manage.py runserver '127.0.0.1:$(PORT)'

admin: .venv/.installed ## Make an administrator's account for the two above
	@$(local) manage.py migrate --verbosity 0
	@$(local) manage.py createsuperuser

loadseeds: .venv/.installed ## Load a folder of seeds into the same database (SEEDS=folder, ARGS=--dry-run)
	@$(local) manage.py loadseeds '$(SEEDS)' $(ARGS)

check: .venv/.installed-dev ## Format, lint, types, migrations and Django's own checks
	@.ci/check

format: .venv/.installed-dev ## Put code and templates into form
	@$(python) -m ruff check --quiet --fix-only .
	@$(python) -m ruff format .
	@find templates -name '*.html' -exec .venv/bin/djade --target-version 5.2 {} + || : # 1 says that it changed some

test: test-packages check ## Everything: check, then all tests, those in a real browser too
	@unset DATABASE_URL; $(python) -m pytest --cov $(ARGS)

test-postgres: test-packages .venv/.installed-dev ## The same tests on a PostgreSQL of their own
	@.ci/postgres $(python) -m pytest $(ARGS)

test-packages:
	@PYTHON='$(PYTHON)' .ci/test-packages

bench: .venv/.installed-dev ## Measure a respondent's step and the report against bare Django views
	@$(python) -m tests.bench $(ARGS)

pictures: test-packages .venv/.installed-dev ## Take the pictures in docs/images/ anew, from the running product
	@$(python) -m tests.pictures

messages: .venv/.installed-dev ## Collect the interface's strings and compile the translations
	@$(local) manage.py makemessages --locale tr --no-location --no-obsolete \
		--ignore .venv --ignore staticfiles --ignore tests
	@$(local) manage.py compilemessages --locale tr --ignore .venv

lock: .venv/.installed ## Lock requirements*.txt after a change in pyproject.toml (ARGS=--upgrade for newer versions)
	@.ci/lock $(ARGS)

clean: ## Remove what can be made again; the database and its key stay
	@rm -rf .venv staticfiles htmlcov .coverage .coverage.* .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find questionnaire tests -name __pycache__ -exec rm -rf {} +

.venv/bin/python:
	@PYTHON='$(PYTHON)' .ci/venv

.venv/.installed: requirements.txt .venv/bin/python
	@.ci/install requirements.txt
	@touch $@

.venv/.installed-dev: requirements-dev.txt .venv/.installed
	@.ci/install requirements-dev.txt
	@touch $@

# Folders are among the prerequisites, so that a removed file counts as a change.
staticfiles/staticfiles.json: .venv/.installed $(shell find static)
	@DEBUG=0 $(local) manage.py collectstatic --no-input --verbosity 0
	@touch $@

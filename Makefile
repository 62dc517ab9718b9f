# Every target is a line or two; what is longer lives in .ci/ or in a management command.
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run scheduler worker test check bench audit drills lock pythons

PORT ?= 8000
export VENV ?= .venv
MANAGE := $(VENV)/bin/python manage.py
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-header --no-emit-index-url --no-annotate pyproject.toml

help: ## ces lignes
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## /make \1|/' | column -t -s '|'

setup: $(VENV)/base.stamp ## l’environnement et les dépendances verrouillées
setup-dev: $(VENV)/dev.stamp ## les mêmes, et les outils de développement

$(VENV)/%.stamp: requirements/%.txt
	@.ci/install $*

run: setup ## le site sur http://127.0.0.1:8000 (PORT=…)
	@$(MANAGE) prepare --port $(PORT)
	@BASE_URL=http://127.0.0.1:$(PORT) $(MANAGE) serve --port $(PORT)

scheduler: setup ## ce qui se fait à son heure : publications programmées, ménage
	@$(MANAGE) scheduler

worker: setup ## l’envoi des courriers en attente
	@$(MANAGE) worker

test: setup-dev ## toute la suite : SQLite, PostgreSQL s’il répond, navigateur s’il y en a un
	@.ci/test $(ARGS)

check: setup-dev ## les outils qui relisent le code et les réglages de production
	@.ci/check

bench: setup-dev ## ce que coûtent les pages et les écrans, à côté du moins possible (ARGS="crm --people 100000")
	@PYTHONPATH=site:. DJANGO_SETTINGS_MODULE=config.settings.test DB_NAME=bench $(VENV)/bin/python -m tests.bench

audit: setup-dev ## Lighthouse, HTML et calendriers, dans docs/audit.md (demande node et java)
	@$(VENV)/bin/python -m tests.audit

drills: setup-dev ## ce qui tient quand quelque chose casse, dans docs/exercices.md
	@$(VENV)/bin/python -m tests.drills $(ARGS)

lock: setup-dev ## recompile requirements/ d’après pyproject.toml (UPGRADE=--upgrade)
	@$(COMPILE) $(UPGRADE) --output-file requirements/base.txt
	@$(COMPILE) $(UPGRADE) --extra prod --output-file requirements/prod.txt
	@$(COMPILE) $(UPGRADE) --extra prod --extra dev --output-file requirements/dev.txt

pythons: ## l’essentiel de la suite sur chaque Python ≥ 3.11 de la machine
	@.ci/pythons

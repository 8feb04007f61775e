# The verbs of the project. What running writes goes to .local; under CI to the user's cache, where the next
# clone finds it.
SHELL := /bin/bash
.DEFAULT_GOAL := help
CACHE := $(if $(CI),$(or $(XDG_CACHE_HOME),$(HOME)/.cache)/gonghui,$(CURDIR)/.local)
export CARGO_TARGET_DIR ?= $(if $(CI),$(CACHE)/target,$(CURDIR)/target)
export PYTHONDONTWRITEBYTECODE := 1
PYTHON := $(CACHE)/venv/bin/python
LOCAL := $(PYTHON) -m infra.local
CARGO_DENY := 0.20.2
CARGO_MACHETE := 0.9.2
DYNOXIDE := 3.2.0
TEMPLATE := $(if $(filter cn-%,$(AWS_REGION)),.local/template.cn.json,template.yaml)

MEASURE := $(PYTHON) -m infra.measure
PAGES := $(shell find web/src web/public web/index.html web/desk.html web/openapi.json web/vite.config.ts -type f)

.PHONY: help up down reset test check demo ceremony payday campaign figures measure token form invoke deploy openapi
.PHONY: check-rust check-infra check-dependencies check-openapi check-pages check-counts

help: ## lists the verbs
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*##/\t/' | expand -t 10

up: $(CACHE)/venv/up web/dist/ready ## starts everything locally: builds, deploys template.yaml, seeds, prints what to try
	@$(LOCAL) up

down: $(CACHE)/venv/up ## stops everything and keeps the data
	@$(LOCAL) down

reset: $(CACHE)/venv/up ## stops everything and throws the data away
	@$(LOCAL) reset

test: $(CACHE)/venv/up web/dist/ready /usr/bin/chromium ## every test, against a local AWS of its own
	@npm test --silent --prefix web
	@$(PYTHON) -m unittest -q infra.local.test_bank
	@$(LOCAL) test -- bash -c 'cargo test --workspace --no-fail-fast && npm run e2e --silent --prefix web'

check: check-rust check-infra check-dependencies check-openapi check-pages check-counts ## format, lints, types, template, machines, licences, unused, OpenAPI

demo: $(CACHE)/venv/up ## 200 workers apply while officers decide (after make up)
	@$(LOCAL) demo

ceremony: $(CACHE)/venv/up ## PEOPLE=500 join together: roster, links, own yes, one decision, cards (after make up)
	@$(LOCAL) ceremony $(or $(PEOPLE),500)

payday: $(CACHE)/venv/up ## a benefit run from the roll to the last fen, with a bank that misbehaves (after make up)
	@$(LOCAL) payday

campaign: $(CACHE)/venv/up ## PLANS=1000 PAYEES=13571 SEED=1, or MUTATE=1: benefit runs with everything that can go wrong on the way
	@PLANS=$(or $(PLANS),1000) PAYEES=$(or $(PAYEES),13571) SEED=$(or $(SEED),1) $(LOCAL) test -- \
	  cargo test -p journeys campaign::$(if $(MUTATE),a_guard,whatever) -- --nocapture

figures: $(CACHE)/venv/up $(if $(filter 1000000 7863165,$(PROVINCE)),$(CACHE)/dynoxide-$(DYNOXIDE)) ## one application beside its bounds (after make up); RUN=1000: a benefit run (EXCEPTIONS=1: and one with some); ROSTER=32768: a roster; PROVINCE=10000: synthetic members
	@$(if $(ROSTER),$(MEASURE) rosters $(foreach rows,$(ROSTER),--rows $(rows)),\
	$(if $(PROVINCE),DYNOXIDE=$(CACHE)/bin/dynoxide $(MEASURE) province $(foreach size,$(PROVINCE),--members $(size)),\
	$(if $(RUN),$(MEASURE) runs $(foreach size,$(RUN),--payees $(size)) $(if $(EXCEPTIONS),--exceptions),$(LOCAL) figures)))

measure: $(CACHE)/venv/up ## LOAD=some|full: what everything costs, each figure beside its bound (docs/performance.md)
	@$(MEASURE) all --load $(or $(LOAD),some)

token: $(CACHE)/venv/up ## AS=worker-1: a bearer token
	@$(LOCAL) token $(or $(AS),worker-1)

form: $(CACHE)/venv/up ## AS=worker-1: that person's join application, ready to post
	@$(LOCAL) form $(or $(AS),worker-1)

invoke: $(CACHE)/venv/up ## FN=verify EVENT=event.json: one function under AWS's Runtime Interface Emulator
	@$(LOCAL) invoke $(FN) $(EVENT)

openapi: ## writes web/openapi.json from the types
	@cargo run -q -p api --features openapi --bin openapi > web/openapi.json

deploy: $(CACHE)/venv/deploy $(TEMPLATE) web/dist/ready ## BUCKET=… STACK=gonghui PARAMETERS='Stage=dev IdentityUrl=… SmsUrl=…': to AWS
	PATH=$(CACHE)/venv/bin:$$PATH cargo lambda build --release --arm64 --workspace --exclude seed --exclude audit --exclude what-if --exclude journeys
	$(CACHE)/venv/bin/aws cloudformation package --template-file $(TEMPLATE) --s3-bucket $(BUCKET) --output-template-file .local/packaged.yaml
	$(CACHE)/venv/bin/aws cloudformation deploy --template-file .local/packaged.yaml --stack-name $(or $(STACK),gonghui) \
	  --s3-bucket $(BUCKET) --capabilities CAPABILITY_IAM CAPABILITY_AUTO_EXPAND --parameter-overrides $(PARAMETERS)
	$(CACHE)/venv/bin/python -m infra.local.pages $(or $(STACK),gonghui)

check-rust:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked -- -D warnings

check-infra: $(CACHE)/venv/check $(CACHE)/tools/ready .local/template.cn.json
	$(CACHE)/venv/bin/ruff check --quiet --config infra/local/ruff.toml infra/local infra/measure && $(CACHE)/venv/bin/cfn-lint template.yaml
	$(PYTHON) -m unittest -q infra.measure.test_units infra.local.test_bank_simulator
	$(CACHE)/venv/bin/cfn-lint --regions cn-north-1 cn-northwest-1 --ignore-checks W8001 -- .local/template.cn.json
	$(CACHE)/tools/node_modules/.bin/asl-validator $(foreach machine,$(wildcard infra/*.asl.json),--json-path $(machine))

check-dependencies: $(CACHE)/cargo-deny-$(CARGO_DENY) $(CACHE)/cargo-machete-$(CARGO_MACHETE)
	@if $(CACHE)/bin/cargo-deny --log-level error fetch db; then $(CACHE)/bin/cargo-deny --locked check --disable-fetch; \
	else echo "The advisory database cannot be fetched here: checking all the rest."; \
	$(CACHE)/bin/cargo-deny --locked check bans licenses sources; fi
	$(CACHE)/bin/cargo-machete

check-openapi:
	@cargo run -q --locked -p api --features openapi --bin openapi | diff - web/openapi.json \
	  || { echo "web/openapi.json is behind the types. Run: make openapi"; exit 1; }

check-counts: $(CACHE)/venv/up
	@$(MEASURE) check

check-pages: web/node_modules/ready
	npm run typecheck --silent --prefix web && npm run lint --silent --prefix web

web/node_modules/ready: web/package.json web/package-lock.json
	@echo "installing the pages' libraries"; npm ci --silent --no-audit --no-fund --ignore-scripts --prefix web && touch $@

web/dist/ready: web/node_modules/ready $(PAGES)
	@echo "building the pages"; npm run build --silent --prefix web > web/node_modules/build.log 2>&1 \
	  || { cat web/node_modules/build.log; exit 1; }
	@npm run size --silent --prefix web && touch $@

/usr/bin/chromium:
	@echo "installing Chromium for the browser tests"; SUDO=$$(test $$(id -u) = 0 || echo sudo); \
	$$SUDO apt-get update -qq && $$SUDO apt-get install -y -qq --no-install-recommends chromium fonts-noto-cjk > /dev/null \
	  || { echo "Please install Chromium (Debian: chromium, fonts-noto-cjk) and run this again."; exit 1; }

$(CACHE)/venv/up $(CACHE)/venv/check $(CACHE)/venv/deploy: $(CACHE)/venv/%: infra/local/requirements.txt infra/local/requirements-check.txt infra/local/requirements-deploy.txt
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed.")'
	@test -x $(PYTHON) || python3 -m venv $(CACHE)/venv
	@echo "installing pinned Python tools ($*)"; $(PYTHON) -m pip install -q --disable-pip-version-check -r infra/local/requirements.txt \
	  $(if $(filter up,$*),,-r infra/local/requirements-$*.txt)
	@touch $@

$(CACHE)/tools/ready: infra/local/tools/package.json infra/local/tools/package-lock.json
	@mkdir -p $(CACHE)/tools && cp $^ $(CACHE)/tools/
	@npm ci --silent --ignore-scripts --prefix $(CACHE)/tools && touch $@

$(CACHE)/cargo-deny-$(CARGO_DENY) $(CACHE)/cargo-machete-$(CARGO_MACHETE): $(CACHE)/cargo-%:
	env -u CARGO_TARGET_DIR cargo install -q --debug --locked --root $(CACHE) cargo-$(firstword $(subst -, ,$*)) --version $(lastword $(subst -, ,$*))
	@touch $@

$(CACHE)/dynoxide-$(DYNOXIDE):
	@echo "installing a DynamoDB on SQLite (minutes, once)"
	@env -u CARGO_TARGET_DIR cargo install -q --locked --root $(CACHE) --no-default-features --features native-sqlite,http-server,cli dynoxide-rs --version $(DYNOXIDE) && touch $@

.local/template.cn.json: template.yaml infra/local/template.py $(CACHE)/venv/up
	@mkdir -p .local && $(PYTHON) -m infra.local.template > $@

# Every command of the project; each sets up what it needs. Tools of the project go through .venv/bin/python.

SITE ?= .
OUTPUT ?= output
PORT ?= 8000
FORMAT ?= text

python := .venv/bin/python
# A stamp says that a lock file is installed in .venv; its name holds the lock's checksum (see .ci/make_venv.py).
runtime := .venv/.runtime-$(firstword $(shell cksum < requirements.txt))
testing := .venv/.testing-$(firstword $(shell cksum < requirements-test.txt))
ifneq ($(filter bench,$(MAKECMDGOALS)),)
benching := .venv/.benching-$(firstword $(shell cksum < requirements-bench.txt))
endif

ifneq ($(ATHERIS),)
fuzzing := .venv/.fuzzing-$(firstword $(shell cksum < requirements-fuzz.txt))
endif

ifneq ($(filter pdf,$(MAKECMDGOALS))$(PDF),)
printing := .venv/.printing-$(firstword $(shell cksum < requirements-pdf.txt))
endif

export SITE OUTPUT SEARCH
export PYTHONPATH := $(CURDIR)/plugins
export PYTHONUTF8 := 1
unexport PYTHONHOME

.DEFAULT_GOAL := help
.PHONY: help serve build publish pdf check explain diff fix new rename owners addresses verify forget test lint weigh fuzz prove bench lock audit sbom clean

## Targets
help: ## help                               this list
	@sed -n 's/^[a-z]*:.*## /  /p; s/^## //p' Makefile

serve: $(runtime) ## serve [PORT=8000] [OPEN=1]         build, serve, rebuild and reload the browser on every change
	@$(python) -m preview --site "$(SITE)" --output "$(OUTPUT)" --port "$(PORT)" $(if $(OPEN),--open)

build: $(runtime) $(printing) ## build [PDF=1]                      build the site into OUTPUT
	@$(python) -m registry build --site "$(SITE)" --output "$(OUTPUT)" $(if $(PDF),--pdf)

publish: $(runtime) $(printing) ## publish [PDF=1]                    build as published: absolute addresses, no examples, no drafts
	@$(python) -m registry build --site "$(SITE)" --output "$(OUTPUT)" --settings publishconf.py $(if $(PDF),--pdf)
	@$(python) -m registry addresses --site "$(SITE)" --quiet

pdf: $(runtime) $(printing) ## pdf                                build with the charter and approved minutes as accessible PDF, too
	@$(python) -m registry build --site "$(SITE)" --output "$(OUTPUT)" --pdf

check: $(runtime) ## check [FORMAT=…] [BASE=revision]   tell every problem of the data and the content
	@$(python) -m registry check --site "$(SITE)" --format "$(FORMAT)" $(if $(BASE),--base "$(BASE)")

diff: $(runtime) ## diff [BASE=…] [FORMAT=json]        tell what the change since BASE means, for a comment
	@$(python) -m registry diff --site "$(SITE)" --format "$(or $(filter-out text,$(FORMAT)),markdown)" --base "$(or $(BASE),origin/main)"

fix: $(runtime) ## fix [DRY_RUN=1] [ORDER=1]          correct what can be corrected with certainty
	@$(python) -m registry fix --site "$(SITE)" $(if $(DRY_RUN),--dry-run) $(if $(ORDER),--order)

explain: $(runtime) ## explain CODE=R001                  tell what a message means and how to mend what it tells
	@$(python) -m registry explain --site "$(SITE)" "$(CODE)"

new: $(runtime) ## new KIND=partner ID=mon-asso       write a commented record to begin with
	@$(python) -m registry new --site "$(SITE)" "$(KIND)" "$(ID)"

rename: $(runtime) ## rename KIND=partner OLD=… NEW=…    give a record another id, with all that refers to it and a redirection
	@$(python) -m registry rename --site "$(SITE)" "$(KIND)" "$(OLD)" "$(NEW)"

owners: $(runtime) ## owners [CHECK=1]                   write CODEOWNERS: facilitators review their commissions
	@$(python) -m registry owners --site "$(SITE)" $(if $(CHECK),--check)

addresses: $(runtime) ## addresses [CHECK=1]                remember what is published: data/addresses.txt
	@$(python) -m registry addresses --site "$(SITE)" $(if $(CHECK),--check)

verify: $(runtime) ## verify URL=https://…               compare a published site (or a folder) with what its commit builds
	@$(python) -m registry verify --site "$(SITE)" "$(URL)"

forget: $(runtime) ## forget                             tell what to do about what git should never have kept; changes nothing
	@$(python) -m registry forget --site "$(SITE)"

test: lint ## test [PYTEST_ARGS="-k name"]       lint, then every test, browser tests included
	@PYTHONPATH=tests $(python) -m support.install
	@$(python) -m pytest $(PYTEST_ARGS)

lint: $(testing) ## lint                               style and types of the code
	@$(python) -m ruff check --quiet --output-format concise .
	@$(python) -m ruff format --quiet --check .
	@$(python) -m mypy --no-error-summary

weigh: $(runtime) ## weigh [OUTPUT=output]                what the pages of a built site weigh, the heaviest first
	@PYTHONPATH=tests $(python) -m support.weigh "$(OUTPUT)"

fuzz: $(testing) $(fuzzing) ## fuzz [SECONDS=60] [TARGETS="yaml …"] [ATHERIS=1]  read what nobody would write, for as long as you like
	@PYTHONPATH=plugins:tests $(python) -m fuzz $(TARGETS) $(if $(SECONDS),--seconds "$(SECONDS)") $(if $(ATHERIS),--atheris)

prove: $(testing) ## prove [FAULTS=1000] [EDITS=200] [SOAK=1000 SEEDS=5]  break builds and edit without end
	@FAULTS="$(or $(FAULTS),1000)" EDITS="$(or $(EDITS),200)" SOAK="$(or $(SOAK),1000)" SEEDS="$(or $(SEEDS),5)" \
		$(python) -m pytest tests/test_faults.py tests/test_last_good.py tests/test_full_disk.py tests/test_incremental.py \
		tests/test_soak.py $(PYTEST_ARGS)

bench: $(benching) ## bench [SIZES="S M"] [RUNS=5]       time builds and previews beside Hugo and stock Pelican (minutes)
	@PYTHONPATH=tests $(python) -m bench --format "$(FORMAT)" --only "$(ONLY)" $(if $(SIZES),--sizes "$(SIZES)") $(if $(RUNS),--runs "$(RUNS)")

lock: $(runtime) ## lock [UPGRADE=1]                   remake the lock files after a change of *.in or package.json
	@PYTHONPATH=tests $(python) .ci/lock.py $(if $(UPGRADE),--upgrade)

audit: $(runtime) ## audit                              ask what is known against the locked packages (needs a network)
	@PYTHONPATH=tests $(python) .ci/audit.py

sbom: $(runtime) ## sbom                               print what a site is built with, as CycloneDX
	@PYTHONPATH=tests $(python) .ci/audit.py --sbom

clean: ## clean                              remove output/ and all that set-up, tests and tools left
	@rm -rf .venv node_modules output .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

## Variables
##   SITE=DIR      the network's folder, with its data/ and content/ (this one)
##   OUTPUT=DIR    where the site is built (output)
##   FORMAT=…      how check prints: text (default), json, github, gitlab, sarif or markdown; diff: markdown or json
##   SIZES=… ONLY=…  of bench: S, M, L, real; names of scenarios and programs (python -m bench --help lists them)
##   SEARCH=0      of serve, build and publish: without a search index
##   PDF=1         build and publish: make the charter and approved minutes as PDF, too (needs Pango)
##   SECONDS=… TARGETS=… ATHERIS=1  of fuzz: how long for each; of yaml, front, markdown, ids, trees; guided by coverage
##   FAULTS=… SOAK=… SEEDS=…  of prove: how many builds are broken; how many edits a preview sees, for each of how many seeds
##   PORT=N OPEN=1  of serve: the port, 0 for a free one; open the browser
##   BASE=REV      git revision. check only notices what stood there before; diff compares with it (origin/main)
##   URL=…         of verify: the address of the site, or a folder that holds it
##   PYTHON=PATH   the Python to set up with (the first of python3, python3.14 … python3.11 that is 3.11 or newer)

# $(call setup,LOCK=STAMP…)
define setup
@for python in $(or $(PYTHON),python3 python3.14 python3.13 python3.12 python3.11); do \
	"$$python" -I -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 || continue; \
	"$$python" -I -c 'import ensurepip, venv' >/dev/null 2>&1 || { bare=$${bare:-$$python}; continue; }; \
	exec "$$python" -I -X utf8 .ci/make_venv.py $(1); \
done; \
if test -n "$$bare"; then \
	echo "$$bare cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv" >&2; \
else \
	echo "$(or $(PYTHON),Python 3.11 or newer): not found, or older than 3.11." >&2; \
	echo "Install one (on Debian and Ubuntu: apt install python3 python3-venv) or name it: make PYTHON=/path/to/python3" >&2; \
fi; exit 1
endef

$(runtime):
	$(call setup,requirements.txt=$(runtime))

$(testing): | $(runtime)
	$(call setup,requirements.txt=$(runtime) requirements-test.txt=$(testing))

ifdef printing
$(printing): | $(runtime)
	$(call setup,requirements.txt=$(runtime) requirements-pdf.txt=$(printing))
endif

ifdef fuzzing
$(fuzzing): | $(testing)
	$(call setup,requirements.txt=$(runtime) requirements-test.txt=$(testing) requirements-fuzz.txt=$(fuzzing))
endif

ifdef benching
$(benching): | $(runtime)
	$(call setup,requirements.txt=$(runtime) requirements-bench.txt=$(benching))
endif

# A .venv whose Python is gone is made again.
ifeq ($(wildcard $(python)),)
.PHONY: $(runtime) $(testing) $(benching) $(fuzzing) $(printing)
endif

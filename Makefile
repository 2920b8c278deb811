# What can be done with a checkout; a fresh Debian 12 needs python3, python3-venv and make.
#   make demo    set up .venv, read the sample meeting, keep it in a register in out/demo; from a terminal, serve it
#   make test    set up the test tools and run all tests         make lint    style and types
#   make score   accuracy on the annotated paragraphs beside the checkout (../shared), if they are there
#   make parity  where the languages of the sample meeting are read differently
#   make bench   speed, side by side with peers, and of the register on both databases
#   make readme / schema / sample / images   write again what is derived

SHELL := /bin/bash
BIN := .venv/bin
SHARED := $(or $(MANDATA_SHARED),../shared)
SAMPLE := src/mandata/data/sample
GOLD := en ar es fr ru zh seed.zh
HELD := held-out.en held-out.ar held-out.es held-out.fr held-out.ru held-out.zh
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test browser lint format score parity bench readme sample schema images clean

demo: .venv/.run
	@$(BIN)/mandata read $(SAMPLE)
	@mkdir -p out/demo && export MANDATA_HOME=$(CURDIR)/out/demo && \
	  $(BIN)/mandata demo $$([ -t 1 ] && echo --serve) && $(BIN)/mandata due --within 1000d

test: .venv/.test
	@$(BIN)/python -m pytest -n 2 --dist loadfile
	@echo "The register, again on PostgreSQL:"
	@tools/with_postgresql.sh $(BIN)/python -m pytest -n 2 --dist loadfile tests/register

browser: .venv/.test
	@$(BIN)/python -m pytest tests/portal/test_browser.py

lint: .venv/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: .venv/.test
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

score: .venv/.run
	@if [ ! -d "$(SHARED)/gold" ]; then echo "No scores: $(SHARED)/gold is not there."; exit 0; fi; \
	mkdir -p out/score && for name in $(GOLD) $(HELD); do \
	  file=$$( [ -f "$(SHARED)/gold/$$name.jsonl" ] && echo "$(SHARED)/gold/$$name.jsonl" || echo "tests/heldout/$${name#held-out.}.jsonl" ); \
	  $(BIN)/mandata annotate "$$file" -o out/score/$$name.jsonl || exit 1; \
	  printf '%-12s' $$name; $(BIN)/python "$(SHARED)/gold/score.py" "$$file" out/score/$$name.jsonl; \
	done
	@if [ -d "$(SHARED)/corpus" ] && [ -f tests/structure/measure.py ]; then $(BIN)/python tests/structure/measure.py; fi

parity: .venv/.run
	@$(BIN)/python tools/parity.py

bench: .venv/.bench
	@$(BIN)/python -m bench
	@tools/with_postgresql.sh $(BIN)/python -m bench register

sample: .venv/.test
	$(BIN)/python tools/sample/build.py

readme: .venv/.test
	$(BIN)/python tools/readme.py
	$(BIN)/python tools/answers.py

schema: .venv/.test
	$(BIN)/python tools/schema.py
	$(BIN)/python tools/akn_schema.py

images: .venv/.test
	$(BIN)/python tools/images.py

clean:
	rm -rf .venv out build .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/bin/python:
	python3 -m venv .venv

.venv/.run: pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/.test: pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --editable '.[test,readers]'
	@touch .venv/.run $@

.venv/.bench: pyproject.toml | .venv/bin/python
	$(BIN)/pip install --quiet --editable '.[bench]'
	@touch .venv/.run $@

# 港から: every command of the project. `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
LOCK := requirements.lock
export NO_MKDOCS_2_WARNING := 1

# Which of these variables were given on the command line. Their values stay in the environment: no shell sees them.
given = $(strip $(foreach name,$(1),$(if $(filter command,$(firstword $(origin $(name)))),$(name))))
STAFF := $(BIN)/python hooks/staff.py
EVENT_ANSWERS := TITLE CATEGORY DATE UNTIL OPENS CLOSES VENUE ADDRESS WITH SUMMARY FEE URL SOURCE ORGANIZER AUDIENCE CAPACITY NOTE APPLY STATUS ID

.PHONY: strangers kiosk emergency soak help setup serve build test check check-data lint unit browser record bless bench bench-finding booklet lock clean
.PHONY: new-event new-partner cancel fmt-data import export

help: ## この一覧
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

setup: $(READY)

$(READY): $(LOCK)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11以上を入れてください。"; exit 1; }
	@echo "準備: 部品を入れています(初めの一度だけ、1分ほど)…"
	@[ -x $(BIN)/pip ] || $(PYTHON) -m venv .venv
	@$(BIN)/pip install --disable-pip-version-check --progress-bar off --only-binary :all: --require-hashes -r $(LOCK) | sed -un 's/^Collecting \([^ (]*\).*/  \1/p; s/^Installing.*/  まとめて入れています…/p'; exit $${PIPESTATUS[0]}
	@touch $@

serve: setup ## サイトを作り、http://127.0.0.1:8000/ で見せる(直すとすぐ映る)
	@echo "http://127.0.0.1:8000/ を開いてください。止めるには Ctrl+C。"
	@$(BIN)/mkdocs serve --livereload --dev-addr 127.0.0.1:8000 || { $(BIN)/python hooks/check.py; exit 1; }

build: setup ## サイトを site/ に作る。まちがいがあれば site/ には触らない
	@mkdir -p .build && rm -rf .build/next
	@$(BIN)/mkdocs build --strict --site-dir .build/next
	@rm -rf .build/last && if [ -e site ]; then mv site .build/last; fi && mv .build/next site && rm -rf .build/last

fuzz: setup ## 読みとりと検査に、おかしなデータを投げつづける(SECONDS=600)
	@$(PYTHON) -m venv --system-site-packages .cache/fuzz && .cache/fuzz/bin/pip install --quiet --disable-pip-version-check --require-hashes -r deploy/fuzz.lock
	@mkdir -p .build/fuzz && cd .build/fuzz && PYTHONPATH=../../hooks:../../tests:$$(../../$(BIN)/python -c 'import site; print(site.getsitepackages()[0])') ../../.cache/fuzz/bin/python ../../tests/fuzz.py -max_total_time=$(or $(SECONDS),600)

advisories: ## 部品に知られた弱点がないか調べる(インターネットが要る)
	@$(PYTHON) -m venv .cache/advisories && .cache/advisories/bin/pip install --quiet --disable-pip-version-check --require-hashes -r deploy/advisories.lock
	@.cache/advisories/bin/pip-audit --strict --require-hashes --disable-pip -r requirements.lock

bench-serve: setup ## 配る速さを測る(nginx と wrk が要る)
	@PYTHONPATH=hooks:tests/browser $(BIN)/python bench/serve.py

.PHONY: advisories fuzz bench-serve reproduce publish rollback verify
publish: setup ## サイトを作り、確かめ、TARGET=… に公開する(うまくいかなければ公開中のまま)
	@$(BIN)/python hooks/publish.py publish "$(TARGET)"

rollback: setup ## TARGET=… に公開したサイトを、前の版に戻す
	@$(BIN)/python hooks/publish.py rollback "$(TARGET)"

reproduce: setup ## FROM=… のサイトを、ここの元から作り直してくらべる
	@$(BIN)/python hooks/publish.py reproduce "$(FROM)"

verify: ## FROM=… (住所かフォルダー)のサイトが release.json のとおりか確かめる
	@$(PYTHON) hooks/release/verifying.py "$(FROM)"

test: setup browser strangers lint check-data ## すべての検査と試験(ブラウザーの試験も)
	@echo "試験: すべて(ブラウザーの試験も。10分ほど)…"
	@$(BIN)/pytest || { echo "落ちた試験だけを、もう一度…"; $(BIN)/pytest --last-failed; }

check: setup lint check-data unit ## 送り出す前の検査(サイトを作る試験とブラウザーの試験のほか)

check-data: setup ## データだけを確かめる
	@$(BIN)/python hooks/check.py

new-event: setup ## 催しを足す。尋ねられたことに答える(TITLE=… DATE=… と書いてもよい)
	@$(STAFF) new-event $(call given,$(EVENT_ANSWERS))

new-partner: setup ## まちを足す(NAME=いわき市 か CODE=072044)
	@$(STAFF) new-partner $(call given,CODE NAME SOURCE URL NOTE)

cancel: setup ## 催しを中止にする(EVENT=催しのid [DATE=その日だけ] [NOTE=知らせる言葉])
	@$(STAFF) cancel $(call given,EVENT DATE NOTE)

fmt-data: setup ## データのファイルを整える(並び・引用符・空行。注や中身は変えない)
	@$(STAFF) fmt-data

import: setup ## 表計算のファイルから催しを読む(FILE=催し.xlsx [SOURCE=出典] [CATEGORY=分類] [WRITE=1])
	@$(STAFF) import $(call given,FILE SOURCE CATEGORY WRITE)

.PHONY: diff review
diff: setup ## 直したあと、公開されるサイトで何が変わるか(BASE=main)
	@$(STAFF) diff $(call given,BASE MARKDOWN PAGES)

review: setup ## 棚卸し: 満了の近い協定、確かめていない記録など(LINKS=1 で外部のリンクも)
	@$(STAFF) review $(call given,LINKS MARKDOWN)

export: setup ## データを表計算のファイルにして export/ に書き出す
	@$(STAFF) export

lint: setup
	@echo "検査: 書き方と型…"
	@$(BIN)/ruff format --check . && $(BIN)/ruff check . && $(BIN)/mypy

# Schemas that their publishers keep in packages, of which nothing else is used.
strangers: .cache/strangers/.ready
.cache/strangers/.ready: tests/strangers.lock | setup
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --require-hashes --upgrade --target .cache/strangers -r $<
	@touch $@

unit: setup strangers
	@$(BIN)/pytest -m "not browser and not site"

browser: setup
	@bash tests/browser/ensure-chromium.sh
	@bash tests/browser/ensure-nginx.sh

record: setup ## 公開した住所と日取りを addresses.txt と dates.txt に書きとめる
	@$(BIN)/python hooks/record.py

bless: setup ## 試験の正解(tests/expected など)を今の出力に置きかえる
	@$(BIN)/python tests/bless.py

kiosk: build ## 館内端末をこの機械に全画面で映す(終わるには Alt+F4)
	@bash deploy/kiosk/try.sh

emergency: setup ## 緊急のお知らせのファイルだけを作る(site/kiosk/data/emergency.json)
	@$(BIN)/python hooks/emergency.py site

# Each part by itself: what fails in one leaves the others to tell their figures.
soak: setup browser ## 館内端末の長い試験(30日分。1時間ほど。結果は bench/README.md へ)
	@failed=0; for part in "builds.py" "watchdog.py" "soak.py -k recoveries" "soak.py -k slide" "soak.py -k leak" "soak.py -k weeks" "touch.py -k hammers"; do \
	KIOSK_SOAK=full $(BIN)/pytest -s tests/browser/test_kiosk_$$part || failed=1; done; exit $$failed

bench-finding: setup browser ## 地図と検索の重さと速さを、遅くしたブラウザーで測る(SITE=… で、作ってあるサイトを)
	@PYTHONPATH=hooks:bench $(BIN)/python bench/finding.py $(SITE)

bench: setup ## 速さと大きさを測る(bench/README.md に記録する)
	@PYTHONPATH=hooks:bench $(BIN)/python bench/run.py

lighthouse: build ## 軽さと速さを Lighthouse で測る(Node と Chromium が要る。RUNS=5 PAGE=cover)
	@npm ci --prefix bench/lighthouse --no-audit --no-fund --silent
	@$(BIN)/python bench/lighthouse.py site "$${RUNS:-5}" $${PAGE:+"$$PAGE"}

.PHONY: lighthouse
lock: setup ## 部品の版を新しくして requirements.lock と deploy/site.lock に書く
	@$(BIN)/pip install --quiet uv && $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url --upgrade --extra dev -o requirements.lock pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -c requirements.lock -o deploy/site.lock pyproject.toml

booklet: setup ## 冊子のPDFを作る(make booklet ID=akasaka)
	@$(BIN)/python hooks/booklet.py "$$ID"

clean: ## 作ったものを消す(データには触らない)
	@rm -rf .venv .build .cache site

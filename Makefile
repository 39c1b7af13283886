# Everything a contributor does. The tools are Go, git and make; scripts/setup.sh
# adds what else a target needs.

VERSION ?= 0.1.0
LDFLAGS := -s -w

# How the window is built; see scripts/pkgconfig/README.md. To have the same in
# a shell for plain go build and go test: eval "$$(make env)".
export PKG_CONFIG := $(CURDIR)/scripts/pkgconfig/pkg-config
export CGO_CFLAGS := -O2 -g -DDESKJS_WEBKIT_4_1
export GOFLAGS := -trimpath -buildvcs=false

.PHONY: help run test wine pictures fuzz race abuse devtools check build runtimes bench test262 conformance packages clean env setup-build setup-test setup-bench setup-runtimes goja FORCE

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

build: bin/deskjs bin/deskjs-app bin/deskjs-app-sqlite bin/deskjs-app-test bin/notices.txt ## bin/deskjs and the app runtime beside it

runtimes: setup-build setup-runtimes goja bin/notices.txt ## the programs that apps ship as, for every system, into bin/runtimes: what deskjs package packs
	@scripts/runtimes.sh $(RUNTIMES)

run: build ## make a new app and open it; without a screen, take its picture
	@scripts/run.sh

test: setup-test build ## every test, in the real webview where it matters
	@mkdir -p artifacts
	go test -timeout 20m ./...
	@echo 'the runtime again, with goja as it was released:'
	GOWORK=off go test ./runtime/backend/... ./bundler/...

pictures: setup-test build ## every template, made into an app and used: its pictures are in artifacts/TestTemplates-*
	@mkdir -p artifacts
	go test -count=1 -run TestTemplates ./test

fuzz: setup-test goja ## new inputs for what reads the bytes of pages and of the other process: a minute (FUZZTIME=5m: each target)
	@scripts/fuzz.sh

wine: setup-test goja ## the runtime's own tests as programs for Windows, under Wine (ten minutes)
	go test -count=1 -timeout 60m -v -run TestWine/runtime ./test/wine -wine.packages "internal/... bridge/... runtime/backend/..."

race: ## the event loop's order: each program a thousand times, under the race detector (ten minutes; RUNS=10: seconds)
	CGO_ENABLED=1 go test -race -run TestNothingOutlives ./runtime/backend
	CGO_ENABLED=1 go test -race -run TestOrder -parallel 24 -timeout 60m ./cmd/deskjs -order.runs=$(or $(RUNS),1000)

abuse: ## bad input to servers and clients, each kind a hundred thousand times (hours; COUNT=1000: minutes)
	CGO_ENABLED=0 go test -timeout 24h -v ./runtime/backend/abusetest -abuse.count $(or $(COUNT),100000) -abuse.only "$(ONLY)"

check: build ## formatting, vet for every system, the linter, links in the docs
	@scripts/check.sh

devtools: ## the relay's way to the host on Windows, in a real browser: make devtools CHROMIUM=path
	CGO_ENABLED=0 go test -count=1 ./runtime/desktop/window/devtools -devtools.browser "$(CHROMIUM)"

bench: setup-bench build ## measure against node and a bare webview_go, side by side
	@go run ./scripts/bench

test262: ## the specification's tests: make test262 TEST262=path/to/a/checkout
	@CGO_ENABLED=0 go build -o bin/test262 ./scripts/test262
	@bin/test262 -dir "$(TEST262)"

wpt: build ## the web-platform tests: make wpt WPT="path/to/a/checkout ..."
	@CGO_ENABLED=0 go build -o bin/wpt ./scripts/wpt
	@bin/wpt -dirs "$(WPT)"

conformance: build ## Node's own tests: make conformance NODE_TESTS=path/to/a/checkout
	@CGO_ENABLED=0 go build -o bin/conformance ./scripts/conformance
	@bin/conformance -dirs "$(NODE_TESTS)"

packages: build ## programs that use packages of npm: make packages PACKAGES=path/to/programs
	@CGO_ENABLED=0 go build -o bin/packages ./scripts/packages
	@bin/packages -dirs "$(PACKAGES)"

clean: ## remove what the other targets made
	rm -rf bin dist artifacts .goja go.work go.work.sum

env: ## the variables that plain go build and go test need
	@echo 'export PKG_CONFIG="$(PKG_CONFIG)" CGO_CFLAGS="$(CGO_CFLAGS)" GOFLAGS="$(GOFLAGS)"'

# goja as go.mod pins it, with patches/goja applied.
goja:
	@scripts/goja.sh

setup-build:
	@scripts/setup.sh build

setup-test:
	@scripts/setup.sh test

setup-runtimes:
	@scripts/setup.sh runtimes

setup-bench:
	@scripts/setup.sh bench

# Go knows best what is out of date, so both are always built.
bin/deskjs: goja FORCE
	CGO_ENABLED=0 go build -ldflags '$(LDFLAGS) -X main.version=$(VERSION)' -o $@ ./cmd/deskjs

bin/deskjs-app: setup-build goja FORCE
	CGO_ENABLED=1 go build -tags nosqlite -ldflags '$(LDFLAGS)' -o $@ ./cmd/deskjs-app
	@scripts/check-webkit.sh $@

bin/deskjs-app-sqlite: setup-build goja FORCE
	CGO_ENABLED=1 go build -ldflags '$(LDFLAGS)' -o $@ ./cmd/deskjs-app
	@scripts/check-webkit.sh $@

# The licences of what runtimes are made of, which packages carry.
bin/notices.txt: goja FORCE
	@mkdir -p bin
	@go run ./scripts/notices >bin/notices.tmp && mv bin/notices.tmp $@

# What `deskjs test` runs apps on: it alone can be driven by tests.
bin/deskjs-app-test: setup-build goja FORCE
	CGO_ENABLED=1 go build -tags deskjstest -ldflags '$(LDFLAGS)' -o $@ ./cmd/deskjs-app
	@scripts/check-webkit.sh $@

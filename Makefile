# Everything that is done with the hub. It needs Go 1.26, Node 20 (only to run npm), make, gcc and git; PostgreSQL, a newer
# Node and the browser of the tests come as npm packages.

.DEFAULT_GOAL := help
.PHONY: help check-tools build run test lint generate verify vuln bench test-faults go-test web-test e2e-test

# What npm puts into node_modules/.bin, a newer Node among it, goes before what is installed.
export PATH := $(CURDIR)/node_modules/.bin:$(PATH)

packages := node_modules/.package-lock.json
front_end := web/dist/index.html
front_end_sources := $(shell find web schema.graphql -type f -not -path 'web/dist/*' -not -path 'web/node_modules/*')
linter := .cache/bin/golangci-lint
scanner := .cache/bin/govulncheck

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  \1\t\2/' | expand -t 14

run: build ## Set everything up and start a hub for development on http://127.0.0.1:8080
	@bin/hub dev

build: $(front_end) ## Build bin/hub with the front end inside
	go build -o bin/hub ./cmd/hub

test: verify lint go-test web-test e2e-test ## Run every test

go-test: $(packages)
	go test -timeout 20m ./...

web-test: $(packages)
	npm run typecheck -w web
	npm test -w web

e2e-test: build
	npm run typecheck -w e2e
	npm test -w e2e

test-faults: build ## Kill senders, and stop and start PostgreSQL, while a campaign is sent
	go test -tags faults -count 1 -timeout 5m -v ./internal/faults

lint: $(packages) $(linter) ## Check style, and who may import whom
	$(linter) run
	go vet -C e2e ./...
	npm run lint -w web

generate: $(packages) ## Make the generated code from schema.graphql, and the employer pages' style sheet
	go tool gqlgen generate
	npm run generate -w web
	npm run pages

verify: $(packages) ## Fail if the generated code is not what generate makes
	@generated() { find graph/generated web/src/gql internal/pages/assets -type f | sort | xargs sha256sum; }; \
	before=$$(generated); $(MAKE) --no-print-directory generate; \
	test "$$before" = "$$(generated)" || { echo "the generated code was out of date: it is made anew, commit it"; exit 1; }

vuln: $(packages) $(scanner) ## Look dependencies up in the databases of known vulnerabilities
	@tools/vuln $(scanner)

bench: build ## Measure against peers and against the limit
	go run ./bench

$(packages): package-lock.json package.json web/package.json e2e/package.json | check-tools
	npm ci
	@touch $@

$(front_end): $(packages) $(front_end_sources)
	npm run build -w web

$(linter): tools/go.mod
	go build -modfile=tools/go.mod -o $@ github.com/golangci/golangci-lint/v2/cmd/golangci-lint

$(scanner): tools/go.mod
	go build -modfile=tools/go.mod -o $@ golang.org/x/vuln/cmd/govulncheck

check-tools:
	@for tool in go gcc git node npm; do \
		command -v $$tool >/dev/null || { echo "$$tool is missing: the hub is built with Go 1.26, Node 20, make, gcc and git"; exit 1; }; \
	done

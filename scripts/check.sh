#!/bin/sh
# make check: all that can be said about the code without running the app.
set -eu
cd "$(dirname "$0")/.."

failed=

# step NAME COMMAND...: runs it, and says so. One that fails does not keep the rest from being looked at.
step() {
	name=$1
	shift
	echo "check: $name"
	"$@" || failed="$failed
  $name"
}

formatted() {
	unformatted=$(gofmt -l $(git ls-files --cached --others --exclude-standard '*.go' | grep -v /testdata/))
	[ -z "$unformatted" ] || { echo "run gofmt -w on:" >&2; echo "$unformatted" >&2; return 1; }
}

step formatting formatted
step "vet, with cgo" go vet ./...
# Cgo files are left out here, which is why they are kept thin.
for os in linux windows darwin; do
	step "vet for $os" env GOOS=$os CGO_ENABLED=0 go vet ./...
done
# What apps ship as needs no C compiler there: vet does not link, which is where a mistake of the pieces in assembler shows.
for target in windows/amd64 darwin/arm64; do
	step "an app's runtime for $target" env GOOS=${target%/*} GOARCH=${target#*/} CGO_ENABLED=0 go build -o /dev/null ./cmd/deskjs-app
done
# The linter's version is pinned by a go.mod of its own, so the product's stays clean.
step "building staticcheck" sh -c 'cd scripts/tools && GOWORK=off CGO_ENABLED=0 go build -o ../../bin/staticcheck honnef.co/go/tools/cmd/staticcheck'
step staticcheck bin/staticcheck ./...
step "docs/compatibility.md is fresh" go run ./scripts/compatibility -check
step "docs/electron.md is fresh" go run ./scripts/electron -check
step "floors, house rules, links" go test ./internal/floors

[ -z "$failed" ] || { echo "check: failed:$failed" >&2; exit 1; }
echo "check: all is well"

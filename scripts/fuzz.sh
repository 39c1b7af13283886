#!/bin/sh
# What reads the bytes of a page, of the other process or of an author gets new ones, FUZZTIME for each target: a minute in all. An
# input that fails is in testdata/fuzz of its package afterwards; committed there it is part of every test run.
set -eu
cd "$(dirname "$0")/.."
FUZZTIME=${FUZZTIME:-6s}

fuzz() {
	package=$1
	shift
	for target in "$@"; do
		CGO_ENABLED=0 go test "./$package" -run '^$' -fuzz "^$target\$" -fuzztime "$FUZZTIME"
	done
}

fuzz bridge FuzzReadFrame FuzzAsk FuzzDeliver FuzzParseBlob
fuzz runtime/backend/clone FuzzDecode FuzzPageDecode FuzzGraph FuzzDeserialize
fuzz internal/grant FuzzCapability
fuzz internal/config FuzzParse

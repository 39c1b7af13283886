#!/bin/sh
# What reads the bytes of a page, of the other process or of an author gets new ones, FUZZTIME for each target: a minute in all. An
# input that fails is in testdata/fuzz of its package afterwards; committed there it is part of every test run.
set -eu
cd "$(dirname "$0")/.."
FUZZTIME=${FUZZTIME:-6s}
output=$(mktemp)
trap 'rm -f "$output"' EXIT

fuzz() {
	package=$1
	shift
	for target in "$@"; do
		if CGO_ENABLED=0 go test "./$package" -run '^$' -fuzz "^$target\$" -fuzztime "$FUZZTIME" >"$output" 2>&1; then
			tail -n 3 "$output"
		# The time may be up in the middle of an input, which go test calls a failure; a failing input it writes down.
		elif grep -q 'context deadline exceeded' "$output" && ! grep -q 'Failing input written' "$output"; then
			echo "$target: the time was up in the middle of an input"
		else
			cat "$output"
			exit 1
		fi
	done
}

fuzz bridge FuzzReadFrame FuzzAsk FuzzDeliver FuzzParseBlob
fuzz runtime/backend/clone FuzzDecode FuzzPageDecode FuzzGraph FuzzDeserialize
fuzz internal/grant FuzzCapability
fuzz internal/config FuzzParse
fuzz internal/update/manifest FuzzOpen FuzzSigned
fuzz internal/update/delta FuzzApply
fuzz packaging/delta FuzzMake

#!/bin/sh
# usage: scripts/runtimes.sh [OS-ARCH...]
# Builds the programs that apps ship as for every system, or for those that are named, into bin/runtimes/OS-ARCH. `deskjs package` finds
# them there. Windows and macOS need no C at all; Linux on another processor needs a cross compiler and this machine's headers of GTK and
# WebKit, of which nothing is linked. The same source and the same compilers give the same bytes, in whatever folder.
set -eu
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- linux-amd64 linux-arm64 windows-amd64 windows-arm64 darwin-amd64 darwin-arm64
out=bin/runtimes
host=$(go env GOHOSTOS)-$(go env GOHOSTARCH)

# compiler ARCH: what names Debian's cross compiler for it.
compiler() {
	case $1 in
	arm64) echo aarch64-linux-gnu ;;
	amd64) echo x86_64-linux-gnu ;;
	esac
}

build() { # build TAGS PROGRAM: for the system that the environment names
	go build -tags "$1" -ldflags '-s -w -buildid=' -o "$2" ./cmd/deskjs-app
}

for target; do
	GOOS=${target%-*} GOARCH=${target#*-} CGO_ENABLED=0
	export GOOS GOARCH CGO_ENABLED
	unset CC CXX DESKJS_CROSS
	suffix=
	if [ "$GOOS" = windows ]; then suffix=.exe; fi
	if [ "$GOOS" = linux ]; then
		CGO_ENABLED=1
		if [ "$target" != "$host" ]; then
			CC=$(compiler "$GOARCH")-gcc CXX=$(compiler "$GOARCH")-g++ DESKJS_CROSS=1
			export CC CXX DESKJS_CROSS
		fi
	fi
	mkdir -p "$out/$target"
	build nosqlite "$out/$target/deskjs-app$suffix"
	build '' "$out/$target/deskjs-app-sqlite$suffix"
	echo "$out/$target"
done

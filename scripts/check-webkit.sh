#!/bin/sh
# usage: scripts/check-webkit.sh BINARY
# Checks that an executable opens WebKitGTK 4.1 itself, when it needs it, and links neither that nor 4.0: Go's build cache
# does not notice when pkg-config gives other flags, so a wrong build could slip through.
set -eu

fail() {
	echo "check-webkit: $1" >&2
	exit 1
}

[ $# -eq 1 ] && [ -f "$1" ] || fail "usage: scripts/check-webkit.sh BINARY"
binary=$1
library=libwebkit2gtk-4.1.so.0
symbols=$(dirname "$0")/../runtime/desktop/window/symbols_linux.h
hint="build it with the Makefile's PKG_CONFIG and CGO_CFLAGS (make build); if it was, run: go clean -cache"

needed=$(readelf -d "$binary" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p')
for name in $needed; do
	case $name in
	libc.so.* | libm.so.* | libdl.so.* | libpthread.so.* | libresolv.so.* | librt.so.* | ld-linux*) ;;
	*) fail "$binary needs $name at its start, so it cannot start without it; $hint" ;;
	esac
done
# What is newer than the C library of Ubuntu 22.04 keeps an app from starting there.
newest=$(objdump -T "$binary" | sed -n 's/.*(\{0,1\}GLIBC_\([0-9.]*\).*/\1/p' | sort -V | tail -n 1)
[ "$(printf '%s\n' "$newest" 2.35 | sort -V | tail -n 1)" = 2.35 ] || fail "$binary needs glibc $newest, and is to start where it is 2.35"
grep -aqF "$library" "$binary" || fail "$binary never opens $library; $hint"

# Every function it will ask for must be in the libraries of 4.1, as they are on this machine.
path=$(ldconfig -p | sed -n "s|.*$library .*=> ||p" | head -n 1)
[ -n "$path" ] || fail "$library is not on this machine, so the functions cannot be checked"
exported=$(mktemp)
trap 'rm -f "$exported"' EXIT
{
	echo "$path"
	ldd "$path" | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p'
} | xargs nm -D --defined-only | sed -n 's/.* [TWi] \([A-Za-z0-9_]*\).*/\1/p' | sort -u >"$exported"
count=0
for name in $(sed -n 's/.*X(\([a-zA-Z0-9_]*\)).*/\1/p' "$symbols"); do
	grep -qx "$name" "$exported" || fail "$name is in none of the libraries of $path"
	grep -aqF "$name" "$binary" || fail "$binary does not know of $name; $hint"
	count=$((count + 1))
done
[ $count -gt 0 ] || fail "no functions are listed in $symbols"
echo "$binary opens $path when it needs it; all $count functions are there"

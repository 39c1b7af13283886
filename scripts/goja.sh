#!/bin/sh
# Makes the goja that the build uses: the version go.mod pins with patches/goja applied, in
# .goja, and a go.work that puts it in the place of the pinned one. Does nothing when both are
# fresh. A go.work that names another copy, a contributor's own, is left alone.
set -eu
cd "$(dirname "$0")/.."

module=github.com/dop251/goja
if [ -f go.work ] && ! grep -q '=> ./.goja$' go.work; then
	exit 0
fi
export GOWORK=off
version=$(sed -n "s|^.*$module \(v[^ ]*\).*|\1|p" go.mod)
stamp="$version $(cat scripts/goja.sh patches/goja/*.patch | git hash-object --stdin)"
if [ -f go.work ] && [ "$(cat .goja/.stamp 2>/dev/null)" = "$stamp" ]; then
	exit 0
fi

go mod download $module
rm -rf .goja go.work go.work.sum
cp -R "$(go list -m -f '{{.Dir}}' $module)" .goja
chmod -R u+w .goja
# The copy's tests are goja's own affair; without them it is small, and editors stay quick.
rm -rf .goja/*_test.go .goja/*/*_test.go .goja/testdata
for patch in patches/goja/*.patch; do
	[ -e "$patch" ] || continue
	git apply --exclude='*_test.go' --exclude='*/testdata/*' --directory=.goja "$patch" || {
		echo "goja: $patch does not apply to $version" >&2
		exit 1
	}
done
cat >go.work <<WORK
// Made by scripts/goja.sh. Without it (GOWORK=off) the build uses goja as it was released.
go $(sed -n 's/^go //p' go.mod)

use .

replace $module => ./.goja
WORK
echo "$stamp" >.goja/.stamp

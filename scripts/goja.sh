#!/bin/sh
# Makes the goja that the build uses: the version go.mod pins with patches/goja applied, in
# .goja, and a go.work that puts it in the place of the pinned one. Does nothing when both are
# fresh. A go.work that names another copy, a contributor's own, is left alone.
#
#	scripts/goja.sh          makes them
#	scripts/goja.sh export   writes patches/goja anew from the commits of the clone that go.work names, those
#	                         that follow the tag base (or $BASE)
set -eu
cd "$(dirname "$0")/.."

module=github.com/dop251/goja

# export_patches CLONE: a file for each commit, its message at the top, without who and when.
export_patches() {
	rm -f patches/goja/*.patch
	number=0
	for commit in $(git -C "$1" rev-list --reverse "${BASE:-base}..HEAD"); do
		number=$((number + 1))
		slug=$(git -C "$1" log -1 --format=%f "$commit" | tr '[:upper:]' '[:lower:]' | cut -d- -f1-7)
		file=patches/goja/$(printf %04d $number)-$slug.patch
		git -C "$1" log -1 --format='%B' "$commit" >"$file"
		git -C "$1" diff --no-color --no-ext-diff "$commit^" "$commit" -- . ':!*.test' | sed '/^index [0-9a-f]*\.\.[0-9a-f]*/d' >>"$file"
	done
}

if [ "${1:-}" = export ]; then
	clone=$(sed -n "s|^replace $module => ||p" go.work)
	export_patches "$clone"
	exit 0
fi

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

#!/bin/sh
# make run: a new app from the template, in a window. Without a screen it opens
# under Xvfb, leaves its picture in artifacts/run.png, and closes.
set -eu
cd "$(dirname "$0")/.."

app=artifacts/run/notes
[ -e "$app/deskjs.json" ] || bin/deskjs init --yes --name Notes "$app"

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || [ "$(uname -s)" != Linux ]; then
	exec bin/deskjs start "$app"
fi
scripts/setup.sh screen
# The picture is of a new user's first start, and leaves nothing in your home.
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
# Built first: Go's own build cache must not move with the app's.
go build -o "$home/screenshot" ./scripts/screenshot
XDG_DATA_HOME=$home/data XDG_CACHE_HOME=$home/cache XDG_STATE_HOME=$home/state XDG_CONFIG_HOME=$home/config \
	"$home/screenshot" -out artifacts/run.png -- bin/deskjs start "$app"
echo "There is no screen here, so the app ran on a virtual one. Its picture: artifacts/run.png"

#!/bin/sh
# Installs what building (setup.sh build), testing (setup.sh test), measuring (setup.sh
# bench), building the runtimes of other systems (setup.sh runtimes) or showing a window without a screen (setup.sh screen) needs beside Go, git and make, and
# nothing that is there already. Only apt is driven; elsewhere the packages are
# named and the choice is yours.
set -eu

goal=${1:-build}
missing=

# need COMMAND PACKAGE: the package, unless the command is there.
need() {
	command -v "$1" >/dev/null 2>&1 || missing="$missing $2"
}

explain() {
	printf '%s\n' "DeskJS needs these to build and test; install them and run make again:" "  $1" >&2
	exit 1
}

if [ "$(uname -s)" != Linux ]; then
	# macOS has its webview and, with Xcode's tools, its compiler.
	command -v cc >/dev/null 2>&1 || explain "xcode-select --install; for the tests also: brew install node"
	exit 0
fi

if ! command -v apt-get >/dev/null 2>&1; then
	command -v pkg-config >/dev/null 2>&1 && pkg-config --exists gtk+-3.0 webkit2gtk-4.1 &&
		command -v g++ >/dev/null 2>&1 &&
		{ [ "$goal" = build ] || command -v Xvfb >/dev/null 2>&1; } && exit 0
	if command -v dnf >/dev/null 2>&1; then
		explain "sudo dnf install gcc gcc-c++ pkgconf-pkg-config gtk3-devel webkit2gtk4.1-devel xorg-x11-server-Xvfb dbus-daemon nodejs"
	elif command -v pacman >/dev/null 2>&1; then
		explain "sudo pacman -S --needed gcc pkgconf gtk3 webkit2gtk-4.1 xorg-server-xvfb dbus nodejs"
	fi
	explain "a C and a C++ compiler, pkg-config, the GTK 3 and WebKitGTK 4.1 development files, Xvfb, dbus, Node.js"
fi

need gcc gcc
need g++ g++
need pkg-config pkg-config
# A library counts as installed when dpkg says so: its header says nothing about the version.
libraries="libgtk-3-dev libwebkit2gtk-4.1-dev"
[ "$goal" != test ] || libraries="$libraries libappimage1.0abi1 hunspell-en-us"
installed=$(dpkg-query -W -f '${db:Status-Abbrev}${Package}\n' $libraries 2>/dev/null || true)
for library in $libraries; do
	case $installed in
	*"ii $library"*) ;;
	*) missing="$missing $library" ;;
	esac
done
if [ "$goal" != build ] && [ "$goal" != runtimes ]; then
	need Xvfb xvfb
	need dbus-run-session dbus
fi
if [ "$goal" = test ]; then
	need WebKitWebDriver webkit2gtk-driver
	need /usr/libexec/at-spi-bus-launcher at-spi2-core
	need openbox openbox
	need xdotool xdotool
	need xprop x11-utils
	# What packages are read, judged and installed with.
	need lintian lintian
	need rpm rpm
	need rpmlint rpmlint
	need pacman pacman-package-manager
	need vercmp makepkg
	need bsdtar libarchive-tools
	need /lib/ld-musl-x86_64.so.1 musl
	need desktop-file-validate desktop-file-utils
	need appstreamcli appstream
	need update-mime-database shared-mime-info
	need man man-db
	need gio libglib2.0-bin
	need unsquashfs squashfs-tools
	need flatpak-builder flatpak-builder
	need 7z p7zip-full
	need dmg2img dmg2img
	need fshfsinfo libfshfs-utils
	need icns2png icnsutils
	# What the signatures of updates are compared with.
	need minisign minisign
	# What installers for Windows are made, read, checked and run with.
	need osslsigncode osslsigncode
	need makensis nsis
	need msiinfo msitools
	need /usr/lib/wine/wine64 wine64
	need openssl openssl
fi
if [ "$goal" = runtimes ]; then
	case $(dpkg --print-architecture) in
	amd64) need aarch64-linux-gnu-g++ g++-aarch64-linux-gnu ;;
	arm64) need x86_64-linux-gnu-g++ g++-x86-64-linux-gnu ;;
	esac
fi
if [ "$goal" = bench ]; then
	need node nodejs
	need npm npm
	need wrk wrk
fi
[ -n "$missing" ] || exit 0

root=
if [ "$(id -u)" != 0 ]; then
	command -v sudo >/dev/null 2>&1 || explain "apt-get install --no-install-recommends$missing   (as root)"
	root=sudo
fi
echo "Installing:$missing"
install() {
	# shellcheck disable=SC2086 # a list on purpose
	$root env DEBIAN_FRONTEND=noninteractive apt-get install --yes -qq -o Dpkg::Use-Pty=0 --no-install-recommends $missing
}
# The package lists are refreshed only when the ones at hand will not do.
install >/dev/null || { $root apt-get update -qq && install >/dev/null; }

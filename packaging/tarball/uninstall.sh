#!/bin/sh
# Removes what install.sh has put here, and nothing else: what people made with the app stays. Run it where it was
# installed to, or beside install.sh with the same PREFIX and DESTDIR.
set -eu

command=@COMMAND@
name=@NAME@

fail() {
	printf '%s\n' "uninstall.sh: $1" >&2
	exit 1
}

# find_log: where install.sh has written down what it did.
find_log() {
	destination=${DESTDIR-}
	destination=${destination%/}
	here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
	if [ -f "$here/install.log" ]; then
		log=$here/install.log
		return
	fi
	if [ -n "${PREFIX-}" ]; then
		case $PREFIX in
		/*) prefix=${PREFIX%/} ;;
		*) prefix=$(pwd)/${PREFIX%/} ;;
		esac
	elif [ "$(id -u)" = 0 ]; then
		prefix=/usr/local
	else
		prefix=$HOME/.local
	fi
	log=$destination$prefix/lib/$command/install.log
	[ -f "$log" ] || fail "$name is not installed in $destination$prefix: PREFIX=/folder says where it is"
}

# any PATTERN...: whether the first of them is a file.
any() {
	[ -e "$1" ]
}

# refresh FOLDER: tells the desktop, and removes what was only there because of this app.
refresh() {
	[ -z "$destination" ] || return 0
	if [ -d "$1/applications" ] && command -v update-desktop-database >/dev/null; then
		update-desktop-database "$1/applications" || :
	fi
	any "$1"/applications/*.desktop || rm -f "$1/applications/mimeinfo.cache"
	if [ -d "$1/mime/packages" ] && command -v update-mime-database >/dev/null; then
		update-mime-database "$1/mime" || :
		if ! any "$1"/mime/packages/*.xml; then
			for made in XMLnamespaces aliases generic-icons globs globs2 icons magic mime.cache subclasses treemagic types version; do
				rm -f "$1/mime/$made"
			done
			for made in "$1"/mime/*/; do
				rmdir "$made" 2>/dev/null || :
			done
		fi
	fi
	if [ -d "$1/icons/hicolor" ]; then
		touch "$1/icons/hicolor" || :
		if [ -f "$1/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null; then
			gtk-update-icon-cache -q -t -f "$1/icons/hicolor" || :
		fi
	fi
}

main() {
	case ${1-} in
	'') ;;
	--help | -h)
		printf '%s\n' "Usage: ./uninstall.sh" "Removes $name; PREFIX=/folder says where it was installed to."
		exit 0
		;;
	*) fail "there is no option $1; PREFIX=/folder says where it was installed to" ;;
	esac
	find_log
	folders=$(sed -n 's/^d //p' "$log" | sort -ru)
	data=$(sed -n 's/^s //p' "$log" | tail -n 1)
	sed -n 's/^f //p' "$log" | while IFS= read -r file; do
		rm -f "$destination$file"
	done
	rm -f "$log" "$log.old"
	refresh "$data"
	printf '%s\n' "$folders" | while IFS= read -r folder; do
		[ -z "$folder" ] || rmdir "$destination$folder" 2>/dev/null || :
	done
	printf '%s\n' "$name is removed. What you made with it stays."
}

main "$@"
exit

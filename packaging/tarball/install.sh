#!/bin/sh
# Installs the app for one person, in ~/.local; for everybody, in /usr/local, if root runs it; or below the folder
# that PREFIX names. With DESTDIR the files go below that, for who makes a package of them. Installing again brings
# the app up to date. What uninstall.sh beside this one removes is what is put here, and nothing else.
set -eu
umask 022

command=@COMMAND@
application=@ID@
name=@NAME@
newline='
'
tab='	'

fail() {
	printf '%s\n' "install.sh: $1" >&2
	exit 1
}

# record LINE: remembers for uninstall.sh "f FILE", "d FOLDER" or "s FOLDER", the one with applications, icons and so on.
record() {
	if [ -d "$destination$home" ]; then
		printf '%s' "$held" >>"$destination$home/install.log"
		held=
		printf '%s\n' "$1" >>"$destination$home/install.log"
	else
		held=$held$1$newline
	fi
}

# folder PATH: makes it, with those it is in.
folder() {
	[ -d "$destination$1" ] && return
	folder "$(dirname "$1")"
	mkdir "$destination$1"
	record "d $1"
}

# put SOURCE TARGET: in one step, so that the program may run meanwhile.
put() {
	folder "$(dirname "$2")"
	record "f $2"
	cp "$1" "$destination$2.new"
	if [ -x "$1" ]; then chmod 755 "$destination$2.new"; else chmod 644 "$destination$2.new"; fi
	mv -f "$destination$2.new" "$destination$2"
}

# entry SOURCE TARGET PROGRAM ARGUMENTS: a desktop entry, which starts the program by its whole path, quoted as entries have it.
entry() {
	folder "$(dirname "$2")"
	record "f $2"
	program=$(printf '%s' "$3" | sed -e 's/[\\"`$]/\\&/g' -e 's/\\/\\\\/g' -e 's/%/%%/g')
	case $3 in
	*[\ \"\'\\\>\<~\|\&\;\$\*\?#\(\)\`"$tab"]*) program=\"$program\" ;;
	esac
	{
		sed -e '/^Exec=/d' -e '/^TryExec=/d' "$1"
		printf 'Exec=%s%s\n' "$program" "$4"
	} >"$destination$2.new"
	mv -f "$destination$2.new" "$destination$2"
}

# places: where everything goes.
places() {
	destination=${DESTDIR-}
	destination=${destination%/}
	if [ -n "${PREFIX-}" ]; then
		case $PREFIX in
		/*) prefix=${PREFIX%/} ;;
		*) prefix=$(pwd)/${PREFIX%/} ;;
		esac
		data=$prefix/share
	elif [ "$(id -u)" = 0 ]; then
		prefix=/usr/local
		data=$prefix/share
	else
		prefix=$HOME/.local
		data=${XDG_DATA_HOME:-$prefix/share}
	fi
	if [ -n "$destination" ] || [ "$(id -u)" = 0 ]; then
		autostart=/etc/xdg/autostart
	else
		autostart=${XDG_CONFIG_HOME:-$HOME/.config}/autostart
	fi
	home=$prefix/lib/$command
	case $prefix$data$destination in
	*"$newline"*) fail "a folder with a line break in its name can't be installed to" ;;
	esac
}

# refresh: tells the desktop.
refresh() {
	[ -z "$destination" ] || return 0
	if command -v update-desktop-database >/dev/null; then
		update-desktop-database "$data/applications" || :
	fi
	if [ -d "$data/mime/packages" ] && command -v update-mime-database >/dev/null; then
		update-mime-database "$data/mime" || :
	fi
	touch "$data/icons/hicolor" || :
	if [ -f "$data/icons/hicolor/icon-theme.cache" ] && command -v gtk-update-icon-cache >/dev/null; then
		gtk-update-icon-cache -q -t -f "$data/icons/hicolor" || :
	fi
}

main() {
	case ${1-} in
	'') ;;
	--help | -h)
		printf '%s\n' "Usage: ./install.sh" "Installs $name in ~/.local, or, for root, in /usr/local." \
			"PREFIX=/folder ./install.sh installs it below that folder."
		exit 0
		;;
	*) fail "there is no option $1; PREFIX=/folder says where to" ;;
	esac
	here=$(CDPATH='' cd -- "$(dirname "$0")" && pwd -P)
	cd "$here"
	[ -f "lib/$command/$command" ] || fail "lib/$command/$command is not beside this script: unpack the whole archive"
	places
	[ -z "$destination" ] || mkdir -p "$destination"

	link=$destination$prefix/bin/$command
	if [ -e "$link" ] || [ -L "$link" ]; then
		[ "$(readlink "$link" || :)" = "../lib/$command/$command" ] || fail "$link is another program's: remove it, or choose another PREFIX"
	fi

	held=
	folder "$home"
	log=$destination$home/install.log
	# Of what was there before, folders stay remembered, and files that are no more are removed in the end.
	[ ! -f "$log" ] || cat "$log" >>"$log.old"
	if [ -f "$log.old" ]; then
		printf '%s' "$held" >"$log"
		held=
		grep '^d ' "$log.old" >>"$log" || :
	fi
	record "s $data"

	find lib share -type f | while IFS= read -r file; do
		case $file in
		share/applications/"$application.desktop") entry "$file" "$data/${file#share/}" "$prefix/bin/$command" ' %U' ;;
		share/*) put "$file" "$data/${file#share/}" ;;
		*) put "$file" "$prefix/$file" ;;
		esac
	done
	put uninstall.sh "$home/uninstall.sh"
	folder "$prefix/bin"
	record "f $prefix/bin/$command"
	ln -sf "../lib/$command/$command" "$link"

	start=$autostart/$application.desktop
	if [ -f autostart.desktop ]; then
		# Who has switched it off keeps it off.
		if [ -f "$log.old" ] && grep -Fqx "f $start" "$log.old"; then
			record "f $start"
		else
			entry autostart.desktop "$start" "$home/$command" ''
		fi
	fi

	if [ -f "$log.old" ]; then
		grep '^f ' "$log.old" | while IFS= read -r line; do
			grep -Fqx "$line" "$log" || rm -f "$destination${line#f }"
		done
		rm -f "$log.old"
	fi
	refresh
	printf '%s\n' "$name is installed: $prefix/bin/$command" "To remove it: sh '$home/uninstall.sh'"
	case :$PATH: in
	*:"$prefix/bin":*) ;;
	*) printf '%s\n' "$prefix/bin is not in PATH: the menu of programs starts it, a terminal only by its whole name." ;;
	esac
}

main "$@"

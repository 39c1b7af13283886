//go:build !windows

package shell

import "github.com/deskjs/deskjs/runtime/desktop/service"

const noLinks = "shortcuts (.lnk files) are Windows'"

func readLink(string) (link, error) {
	return link{}, service.NotSupported("shell.readShortcutLink", noLinks)
}

func writeLink(linkChange) error { return service.NotSupported("shell.writeShortcutLink", noLinks) }

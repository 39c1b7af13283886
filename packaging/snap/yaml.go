package snap

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/confined"
)

// What the snap is made for: the base with glibc, and the platform with GTK and WebKit that goes with it.
const (
	base     = "core24"
	platform = "gnome-46-2404"
)

// mounted are the folders that other snaps are mounted over.
var mounted = []string{"gnome-platform", "gpu-2404", "data-dir/themes", "data-dir/icons", "data-dir/sounds"}

// triplets are the folders of libraries, by architecture.
var triplets = map[string]string{"amd64": "x86_64-linux-gnu", "arm64": "aarch64-linux-gnu"}

// describe returns meta/snap.yaml, after snapcraft's extension "gnome".
func describe(app *packaging.App, architecture string) ([]byte, error) {
	plugs, err := plugs(app)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	line := func(key, value string) {
		if value != "" {
			fmt.Fprintf(&b, "%s: %s\n", key, quote(value))
		}
	}
	line("name", app.PackageName())
	line("title", cut(app.Manifest.Name, 40))
	line("version", app.Manifest.Version)
	line("summary", summaryOf(app))
	line("description", cmp.Or(app.Package.Description, app.Package.Summary, app.Manifest.Name))
	line("license", app.Package.License)
	if app.Package.Homepage != "" {
		fmt.Fprintf(&b, "links:\n  website: [%s]\n", quote(app.Package.Homepage))
	}
	fmt.Fprintf(&b, "architectures: [%s]\nbase: %s\ntype: app\nconfinement: strict\ngrade: stable\nassumes: [snapd2.43, command-chain]\n", architecture, base)
	fmt.Fprintf(&b, `environment:
  SNAP_DESKTOP_RUNTIME: $SNAP/gnome-platform
  GTK_USE_PORTAL: "1"
apps:
  %[1]s:
    command: usr/lib/%[5]s/%[5]s
    command-chain: [%[2]s]
    plugs: [%[3]s]
    autostart: %[4]s.desktop
`, app.PackageName(), launcher, strings.Join(plugs, ", "), app.Manifest.ID, app.Command)
	fmt.Fprintf(&b, `plugs:
  desktop:
    mount-host-font-cache: false
  %[1]s:
    interface: content
    target: $SNAP/gnome-platform
    default-provider: %[1]s
  gpu-2404:
    interface: content
    target: $SNAP/gpu-2404
    default-provider: mesa-2404
  gtk-3-themes:
    interface: content
    target: $SNAP/data-dir/themes
    default-provider: gtk-common-themes
  icon-themes:
    interface: content
    target: $SNAP/data-dir/icons
    default-provider: gtk-common-themes
  sound-themes:
    interface: content
    target: $SNAP/data-dir/sounds
    default-provider: gtk-common-themes
layout:
  /usr/lib/%[2]s/webkit2gtk-4.1:
    bind: $SNAP/gnome-platform/usr/lib/%[2]s/webkit2gtk-4.1
  /usr/lib/%[2]s/libproxy:
    bind: $SNAP/gnome-platform/usr/lib/%[2]s/libproxy
  /usr/share/xml/iso-codes:
    bind: $SNAP/gnome-platform/usr/share/xml/iso-codes
  /usr/share/libdrm:
    bind: $SNAP/gpu-2404/libdrm
  /usr/share/drirc.d:
    symlink: $SNAP/gpu-2404/drirc.d
  /usr/share/X11/XErrorDB:
    symlink: $SNAP/gpu-2404/X11/XErrorDB
`, platform, triplets[architecture])
	return b.Bytes(), nil
}

// plugs are what the app may use: what every app with a window does, and what its permissions ask for.
func plugs(app *packaging.App) ([]string, error) {
	needs, err := confined.Of(app.Manifest)
	if err != nil {
		return nil, err
	}
	list := []string{
		platform, "gpu-2404", "gtk-3-themes", "icon-themes", "sound-themes",
		"desktop", "desktop-legacy", "gsettings", "opengl", "wayland", "x11", "unity7", "audio-playback", "browser-support", "password-manager-service",
	}
	if needs.Network {
		list = append(list, "network")
	}
	if needs.Listen {
		list = append(list, "network-bind")
	}
	if needs.AllFiles || len(needs.Folders) > 0 {
		list = append(list, "home", "removable-media")
	}
	return list, nil
}

// quote writes text so that YAML reads the same: JSON's strings are YAML's too.
func quote(text string) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(text); err != nil {
		panic(err) // a string has no error
	}
	return strings.TrimSpace(b.String())
}

func cut(text string, longest int) string {
	if runes := []rune(text); len(runes) > longest {
		return string(runes[:longest])
	}
	return text
}

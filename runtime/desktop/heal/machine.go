package heal

import (
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
)

// Machine is what decides how pages can be drawn.
type Machine struct {
	Cards   []string // of graphics, with their drivers, such as "0x10de:0x2684 nvidia"
	Nvidia  string   // the version of NVIDIA's own driver, "" without
	Render  bool     // there is a card that programs can draw with
	Session string   // "wayland" or "x11"
	WebKit  string   // its version
}

// ReadMachine looks at the machine. root is "/", wherever that is.
func ReadMachine(root fs.FS, environment []string, webkit string) Machine {
	m := Machine{WebKit: webkit, Session: "x11"}
	variables := map[string]string{}
	for _, entry := range environment {
		name, value, _ := strings.Cut(entry, "=")
		variables[name] = value
	}
	if variables["WAYLAND_DISPLAY"] != "" && !strings.HasPrefix(variables["GDK_BACKEND"], "x11") {
		m.Session = "wayland"
	}
	nodes, _ := fs.Glob(root, "dev/dri/renderD*")
	m.Render = len(nodes) > 0
	cards, _ := fs.Glob(root, "sys/class/drm/card[0-9]*")
	for _, card := range cards {
		if strings.Contains(path.Base(card), "-") {
			continue // a connector of a card
		}
		m.Cards = append(m.Cards, line(root, card+"/device/vendor")+":"+line(root, card+"/device/device")+" "+driver(root, card+"/device/uevent"))
	}
	slices.Sort(m.Cards)
	if version := line(root, "proc/driver/nvidia/version"); version != "" {
		m.Nvidia = version
	} else if _, err := fs.Stat(root, "sys/module/nvidia"); err == nil {
		m.Nvidia = strings.TrimSpace("loaded " + line(root, "sys/module/nvidia/version"))
	}
	return m
}

// Key changes when something changes that what is remembered depends on.
func (m Machine) Key() string {
	return strings.Join([]string{strings.Join(m.Cards, ", "), m.Nvidia, m.Session, "WebKit " + m.WebKit}, "; ")
}

// begin is the rung that a machine begins on when nothing is remembered of it, and why, in words.
func (m Machine) begin() (Rung, string) {
	switch {
	case m.Nvidia != "":
		return Shared, "NVIDIA's driver is known for empty windows"
	case !m.Render:
		// A driver that only pretends to be a graphics card takes a hundred megabytes more and several times as long to the first paint.
		return Shared, "this machine has no graphics card to draw with"
	default:
		return Accelerated, ""
	}
}

// last is the strongest rung that means something on this machine.
func (m Machine) last() Rung {
	if m.Session == "wayland" {
		return X11
	}
	return Plain
}

// line is the first line of a file, "" without one.
func line(root fs.FS, name string) string {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return ""
	}
	first, _, _ := strings.Cut(string(text), "\n")
	return strings.TrimSpace(first)
}

func driver(root fs.FS, name string) string {
	text, err := fs.ReadFile(root, name)
	if err != nil {
		return ""
	}
	for entry := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(entry, "DRIVER="); found {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

// minPageMemory is what the process of pages may take at least, in MB, however little memory the machine has.
const minPageMemory = 1024

// PageMemory is what the process of pages may take, in MB: half of the machine's memory, so that a page out of control does not take the desktop
// with it. 0 is no limit, where nothing is known.
func PageMemory(root fs.FS) int {
	fields := strings.Fields(line(root, "proc/meminfo"))
	if len(fields) < 2 || fields[0] != "MemTotal:" {
		return 0
	}
	kilobytes, err := strconv.Atoi(fields[1])
	if err != nil {
		return 0
	}
	return max(kilobytes/1024/2, minPageMemory)
}

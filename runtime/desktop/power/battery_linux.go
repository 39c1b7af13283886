//go:build linux && cgo

package power

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/systembus"
)

func (d *busDriver) onBattery() (bool, error) {
	if conn, err := systembus.Connect(); err == nil {
		if on, err := upowerOnBattery(conn, 0); err == nil {
			return on, nil
		}
	}
	return suppliesOnBattery("/sys/class/power_supply"), nil
}

func upowerOnBattery(conn *dbus.Conn, flags dbus.Flags) (on bool, err error) {
	err = conn.Object(upower, upowerPath).Call(properties+".Get", flags, upower, "OnBattery").Store(&on)
	return on, err
}

// suppliesOnBattery asks the kernel, where there is no UPower: a battery gives power, and nothing else does.
func suppliesOnBattery(folder string) bool {
	read := func(supply, name string) string {
		text, _ := os.ReadFile(filepath.Join(folder, supply, name))
		return strings.TrimSpace(string(text))
	}
	supplies, _ := os.ReadDir(folder) // a folder that is not there has none
	discharging := false
	for _, supply := range supplies {
		switch {
		case read(supply.Name(), "type") == "Battery":
			// One of a mouse or a headset says nothing of the computer.
			if read(supply.Name(), "scope") != "Device" && read(supply.Name(), "status") == "Discharging" {
				discharging = true
			}
		case read(supply.Name(), "online") == "1":
			return false
		}
	}
	return discharging
}

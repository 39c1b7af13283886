package application

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// gpuInfo is what the kernel knows of the graphics cards. Their driver's names are the renderer's to know.
func gpuInfo() (map[string]any, error) {
	cards, err := filepath.Glob("/sys/class/drm/card[0-9]*/device/vendor")
	if err != nil {
		return nil, err
	}
	read := func(path string) string {
		text, _ := os.ReadFile(path)
		return strings.TrimSpace(string(text))
	}
	devices := []map[string]any{}
	seen := []string{}
	for _, path := range cards {
		folder, err := filepath.EvalSymlinks(filepath.Dir(path))
		if err != nil || slices.Contains(seen, folder) {
			continue // an output of a card that is known
		}
		seen = append(seen, folder)
		vendor, _ := strconv.ParseInt(read(filepath.Join(folder, "vendor")), 0, 64)
		device, _ := strconv.ParseInt(read(filepath.Join(folder, "device")), 0, 64)
		driver, _ := os.Readlink(filepath.Join(folder, "driver"))
		devices = append(devices, map[string]any{
			"active": read(filepath.Join(folder, "boot_vga")) == "1" || len(cards) == 1, "vendorId": vendor, "deviceId": device, "driverVendor": filepath.Base(driver),
		})
	}
	return map[string]any{"gpuDevice": devices}, nil
}

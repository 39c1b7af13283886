package preferences

import (
	"fmt"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

var procColor = windows.NewLazySystemDLL("user32.dll").NewProc("GetSysColor")

// colors are Windows' numbers for Electron's names.
var colors = map[string]uintptr{
	"scrollbar": 0, "desktop": 1, "active-caption": 2, "inactive-caption": 3, "menu": 4, "window": 5, "window-frame": 6, "menu-text": 7,
	"window-text": 8, "caption-text": 9, "active-border": 10, "inactive-border": 11, "app-workspace": 12, "highlight": 13,
	"highlight-text": 14, "3d-face": 15, "3d-shadow": 16, "disabled-text": 17, "button-text": 18, "inactive-caption-text": 19,
	"3d-highlight": 20, "3d-dark-shadow": 21, "3d-light": 22, "info-text": 23, "info-background": 24, "hotlight": 26,
	"active-caption-gradient": 27, "inactive-caption-gradient": 28, "menu-highlight": 29, "menubar": 30,
}

func methods(host *service.Host) (here map[string]service.Handler, reset func()) {
	watching := false
	return map[string]service.Handler{
		"watch": service.Func(func(struct{}) (any, error) {
			if watching {
				return nil, nil
			}
			watching = true
			const sysColorChange = 0x0015
			return nil, winmessage.Handle(sysColorChange, func(_, _ uintptr) (uintptr, bool) {
				host.Emit("preferences.color-changed", nil, nil)
				return 0, false
			})
		}),
		"getColor": service.Func(func(name string) (string, error) {
			number, known := colors[name]
			if !known {
				return "", &service.Error{Code: "ERR_INVALID_ARG_VALUE", Message: fmt.Sprintf("Unknown color: %s", name)}
			}
			color, _, _ := procColor.Call(number)
			return rgba(uint8(color), uint8(color>>8), uint8(color>>16), 255), nil
		}),
		"getMediaAccessStatus": service.Func(func(kind string) (string, error) {
			if kind == "screen" {
				return "granted", nil
			}
			return consent(map[string]string{"microphone": "microphone", "camera": "webcam"}[kind]), nil
		}),
		"isAeroGlassEnabled": service.Func(func(struct{}) (bool, error) { return true, nil }),
	}, nil
}

// consent is what the settings say of programs that are not from the store, and use a microphone or a camera.
func consent(device string) string {
	const store = `Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\`
	status := "granted" // as it was before there was such a setting
	for _, name := range []string{store + device, store + device + `\NonPackaged`} {
		key, err := registry.OpenKey(registry.CURRENT_USER, name, registry.QUERY_VALUE)
		if err != nil {
			continue
		}
		value, _, err := key.GetStringValue("Value")
		_ = key.Close()
		if err == nil && value != "Allow" {
			status = "denied"
		}
	}
	return status
}

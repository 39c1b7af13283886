package power

import (
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/windows"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/winmessage"
)

var (
	user32            = windows.NewLazySystemDLL("user32.dll")
	kernel32          = windows.NewLazySystemDLL("kernel32.dll")
	wtsapi32          = windows.NewLazySystemDLL("wtsapi32.dll")
	procLastInput     = user32.NewProc("GetLastInputInfo")
	procOpenDesktop   = user32.NewProc("OpenInputDesktop")
	procSwitch        = user32.NewProc("SwitchDesktop")
	procCloseDesktop  = user32.NewProc("CloseDesktop")
	procPowerStatus   = kernel32.NewProc("GetSystemPowerStatus")
	procCreateRequest = kernel32.NewProc("PowerCreateRequest")
	procSetRequest    = kernel32.NewProc("PowerSetRequest")
	procClearRequest  = kernel32.NewProc("PowerClearRequest")
	procTicks         = kernel32.NewProc("GetTickCount")
	procSession       = wtsapi32.NewProc("WTSRegisterSessionNotification")
)

type winDriver struct {
	host *service.Host

	mu      sync.Mutex
	battery bool
}

func newDriver(host *service.Host) driver { return &winDriver{host: host} }

func (d *winDriver) watch(report func(event)) error {
	d.battery, _ = d.onBattery()
	failed := make(chan error, 1)
	d.host.Post(func() { failed <- d.listen(func(name string) { report(event{Name: name}) }) })
	return <-failed
}

func (d *winDriver) listen(report func(string)) error {
	const broadcast, sessionChange = 0x0218, 0x02b1
	const (
		statusChange    = 0x000a
		suspend         = 0x0004
		resumeAutomatic = 0x0012
		locked          = 7
		unlocked        = 8
	)
	window, err := winmessage.Window()
	if err != nil {
		return err
	}
	if ok, _, err := procSession.Call(uintptr(window), 0); ok == 0 {
		d.host.Log("powerMonitor will not notice that the screen is locked: %v", err)
	}
	return errors.Join(
		winmessage.Handle(broadcast, func(w, _ uintptr) (uintptr, bool) {
			switch w {
			case suspend:
				report("suspend")
			case resumeAutomatic:
				report("resume")
			case statusChange:
				d.batteryChanged(report)
			}
			return 1, true
		}),
		winmessage.Handle(sessionChange, func(w, _ uintptr) (uintptr, bool) {
			switch w {
			case locked:
				report("lock-screen")
			case unlocked:
				report("unlock-screen")
			}
			return 0, false
		}),
	)
}

func (d *winDriver) batteryChanged(report func(string)) {
	on, err := d.onBattery()
	d.mu.Lock()
	changed := err == nil && on != d.battery
	d.battery = on
	d.mu.Unlock()
	if changed {
		report(map[bool]string{true: "on-battery", false: "on-ac"}[on])
	}
}

func (d *winDriver) quickIdle() (time.Duration, bool) {
	last := struct{ size, time uint32 }{size: 8}
	if ok, _, _ := procLastInput.Call(uintptr(unsafe.Pointer(&last))); ok == 0 {
		return 0, false
	}
	now, _, _ := procTicks.Call()
	return time.Duration(uint32(now)-last.time) * time.Millisecond, true
}

func (d *winDriver) idle() (time.Duration, error) {
	return 0, errors.New("this computer does not say when somebody last touched something")
}

// locked tries to show the desktop that has the input, which no app may while the screen is locked.
func (d *winDriver) locked() (locked, known bool) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	const switchDesktop = 0x0100
	desktop, _, _ := procOpenDesktop.Call(0, 0, switchDesktop)
	if desktop == 0 {
		return true, true
	}
	shown, _, _ := procSwitch.Call(desktop)
	_, _, _ = procCloseDesktop.Call(desktop)
	return shown == 0, true
}

func (d *winDriver) onBattery() (bool, error) {
	var status struct {
		line, battery, percent, saver byte
		seconds, full                 uint32
	}
	if ok, _, err := procPowerStatus.Call(uintptr(unsafe.Pointer(&status))); ok == 0 {
		return false, fmt.Errorf("this computer does not say what the power is: %w", err)
	}
	const battery = 0
	return status.line == battery, nil
}

func (d *winDriver) thermal() string { return "unknown" }

func (d *winDriver) delayShutdown() (release func(), err error) {
	return nil, service.NotSupported("the event 'shutdown' of powerMonitor", "it exists on Linux and macOS only")
}

func (d *winDriver) block(display bool) (release func(), err error) {
	const displayRequired, systemRequired, simpleString = 0, 1, 1
	text, err := windows.UTF16PtrFromString("The app is busy.")
	if err != nil {
		return nil, err
	}
	reason := struct {
		version, flags uint32
		text           *uint16
		rest           [3]uintptr // what a detailed reason has instead
	}{flags: simpleString, text: text}
	request, _, err := procCreateRequest.Call(uintptr(unsafe.Pointer(&reason)))
	if windows.Handle(request) == windows.InvalidHandle {
		return nil, fmt.Errorf("this computer can't be kept awake: %w", err)
	}
	kinds := []uintptr{systemRequired}
	if display {
		kinds = append(kinds, displayRequired)
	}
	release = func() {
		for _, kind := range kinds {
			_, _, _ = procClearRequest.Call(request, kind)
		}
		_ = windows.CloseHandle(windows.Handle(request))
	}
	for _, kind := range kinds {
		if ok, _, err := procSetRequest.Call(request, kind); ok == 0 {
			release()
			return nil, fmt.Errorf("this computer can't be kept awake: %w", err)
		}
	}
	return release, nil
}

package power

import (
	"errors"
	"fmt"
	"sync"
	"time"
	"unsafe"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// native are functions of IOKit and Core Graphics; err says that they were not found.
var native = sync.OnceValue(func() (functions struct {
	err            error
	Idle           func(source int32, kind uint32) float64
	Session        func() objc.ID
	Supplies       func() uintptr
	Providing      func(snapshot uintptr) objc.ID
	Release        func(object uintptr)
	Assert         func(kind objc.ID, level uint32, name objc.ID, id *uint32) int32
	ReleaseAssert  func(id uint32) int32
	WatchSupplies  func(callback, context uintptr) uintptr
	MainLoop       func() uintptr
	AddSource      func(loop, source, mode uintptr)
	loopCommonMode uintptr
}) {
	open := func(name string) uintptr {
		handle, err := purego.Dlopen("/System/Library/Frameworks/"+name+".framework/"+name, purego.RTLD_LAZY|purego.RTLD_GLOBAL)
		functions.err = errors.Join(functions.err, err)
		return handle
	}
	graphics, kit, foundation := open("CoreGraphics"), open("IOKit"), open("CoreFoundation")
	if functions.err != nil {
		return functions
	}
	purego.RegisterLibFunc(&functions.Idle, graphics, "CGEventSourceSecondsSinceLastEventType")
	purego.RegisterLibFunc(&functions.Session, graphics, "CGSessionCopyCurrentDictionary")
	purego.RegisterLibFunc(&functions.Supplies, kit, "IOPSCopyPowerSourcesInfo")
	purego.RegisterLibFunc(&functions.Providing, kit, "IOPSGetProvidingPowerSourceType")
	purego.RegisterLibFunc(&functions.Assert, kit, "IOPMAssertionCreateWithName")
	purego.RegisterLibFunc(&functions.ReleaseAssert, kit, "IOPMAssertionRelease")
	purego.RegisterLibFunc(&functions.WatchSupplies, kit, "IOPSNotificationCreateRunLoopSource")
	purego.RegisterLibFunc(&functions.Release, foundation, "CFRelease")
	purego.RegisterLibFunc(&functions.MainLoop, foundation, "CFRunLoopGetMain")
	purego.RegisterLibFunc(&functions.AddSource, foundation, "CFRunLoopAddSource")
	mode, err := purego.Dlsym(foundation, "kCFRunLoopCommonModes")
	if err != nil {
		functions.err = err
		return functions
	}
	functions.loopCommonMode = **(**uintptr)(unsafe.Pointer(&mode))
	return functions
})

type cocoaDriver struct {
	host *service.Host

	mu      sync.Mutex
	battery bool
}

func newDriver(host *service.Host) driver { return &cocoaDriver{host: host} }

// onUI runs a function on the UI thread, and waits for it.
func (d *cocoaDriver) onUI(run func()) {
	done := make(chan struct{})
	d.host.Post(func() {
		defer close(done)
		cocoa.Pooled(run)
	})
	<-done
}

func (d *cocoaDriver) watch(report func(event)) error {
	functions := native()
	if functions.err != nil {
		return functions.err
	}
	d.battery, _ = d.onBattery()
	tell := func(name string) func(objc.ID) { return func(objc.ID) { report(event{Name: name}) } }
	d.onUI(func() {
		workspace, session := cocoa.WorkspaceCenter(), cocoa.DistributedCenter()
		for name, said := range map[string]string{
			"NSWorkspaceWillSleepNotification": "suspend", "NSWorkspaceDidWakeNotification": "resume",
			"NSWorkspaceWillPowerOffNotification":           "shutdown",
			"NSWorkspaceSessionDidBecomeActiveNotification": "user-did-become-active", "NSWorkspaceSessionDidResignActiveNotification": "user-did-resign-active",
		} {
			cocoa.Observe(workspace, name, tell(said))
		}
		cocoa.Observe(session, "com.apple.screenIsLocked", tell("lock-screen"))
		cocoa.Observe(session, "com.apple.screenIsUnlocked", tell("unlock-screen"))
		cocoa.Observe(cocoa.NotificationCenter(), "NSProcessInfoThermalStateDidChangeNotification", func(objc.ID) {
			report(event{Name: "thermal-state-change", State: thermalState()})
		})
		source := functions.WatchSupplies(purego.NewCallback(func(uintptr) { d.batteryChanged(report) }), 0)
		functions.AddSource(functions.MainLoop(), source, functions.loopCommonMode)
	})
	return nil
}

func (d *cocoaDriver) batteryChanged(report func(event)) {
	on, err := readBattery()
	d.mu.Lock()
	changed := err == nil && on != d.battery
	d.battery = on
	d.mu.Unlock()
	if changed {
		report(event{Name: map[bool]string{true: "on-battery", false: "on-ac"}[on]})
	}
}

func (d *cocoaDriver) quickIdle() (time.Duration, bool) {
	functions := native()
	if functions.err != nil {
		return 0, false
	}
	const combinedSession, anyInput = 0, 0xffffffff
	return time.Duration(functions.Idle(combinedSession, anyInput) * float64(time.Second)), true
}

func (d *cocoaDriver) idle() (time.Duration, error) { return 0, native().err }

func (d *cocoaDriver) locked() (locked, known bool) {
	functions := native()
	if functions.err != nil {
		return false, false
	}
	d.onUI(func() {
		session := functions.Session()
		if session == 0 {
			return
		}
		known = true
		value := cocoa.Send(session, "objectForKey:", cocoa.String("CGSSessionScreenIsLocked"))
		locked = value != 0 && objc.Send[bool](value, cocoa.Sel("boolValue"))
		cocoa.Send(session, "release")
	})
	return locked, known
}

func (d *cocoaDriver) onBattery() (on bool, err error) {
	d.onUI(func() { on, err = readBattery() })
	return on, err
}

// readBattery belongs to the UI thread.
func readBattery() (bool, error) {
	functions := native()
	if functions.err != nil {
		return false, functions.err
	}
	snapshot := functions.Supplies()
	if snapshot == 0 {
		return false, errors.New("this Mac does not say what the power is")
	}
	defer functions.Release(snapshot)
	return cocoa.GoString(functions.Providing(snapshot)) == "Battery Power", nil
}

func (d *cocoaDriver) thermal() (state string) {
	d.onUI(func() { state = thermalState() })
	return state
}

// thermalState belongs to the UI thread.
func thermalState() string {
	states := []string{"nominal", "fair", "serious", "critical"}
	state := objc.Send[int](cocoa.Send(cocoa.Class("NSProcessInfo"), "processInfo"), cocoa.Sel("thermalState"))
	if state < 0 || state >= len(states) {
		return "unknown"
	}
	return states[state]
}

// delayShutdown does nothing itself: macOS asks every app whether it may end, and waits for it.
func (d *cocoaDriver) delayShutdown() (release func(), err error) { return func() {}, nil }

func (d *cocoaDriver) block(display bool) (release func(), err error) {
	functions := native()
	if functions.err != nil {
		return nil, functions.err
	}
	kind := "NoIdleSleepAssertion"
	if display {
		kind = "NoDisplaySleepAssertion"
	}
	var id uint32
	var failed int32
	d.onUI(func() {
		const on = 255
		failed = functions.Assert(cocoa.String(kind), on, cocoa.String("The app is busy."), &id)
	})
	if failed != 0 {
		return nil, fmt.Errorf("this Mac can't be kept awake: error %d", failed)
	}
	return func() { functions.ReleaseAssert(id) }, nil
}

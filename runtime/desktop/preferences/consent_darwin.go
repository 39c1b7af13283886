package preferences

import (
	"errors"
	"sync"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// frameworks are those that ask the person: for microphone and camera, for the screen, for a finger.
var frameworks = sync.OnceValue(func() (functions struct {
	err    error
	Screen func() bool
}) {
	for _, name := range []string{"AVFoundation", "LocalAuthentication"} {
		_, err := purego.Dlopen("/System/Library/Frameworks/"+name+".framework/"+name, purego.RTLD_LAZY|purego.RTLD_GLOBAL)
		functions.err = errors.Join(functions.err, err)
	}
	if graphics, err := purego.Dlopen("/System/Library/Frameworks/CoreGraphics.framework/CoreGraphics", purego.RTLD_LAZY|purego.RTLD_GLOBAL); err == nil {
		if address, err := purego.Dlsym(graphics, "CGPreflightScreenCaptureAccess"); err == nil { // since macOS 10.15
			purego.RegisterFunc(&functions.Screen, address)
		}
	}
	return functions
})

// mediaType is AVFoundation's name.
func mediaType(kind string) objc.ID {
	return cocoa.String(map[string]string{"microphone": "soun", "camera": "vide"}[kind])
}

func consent() map[string]service.Handler {
	return map[string]service.Handler{
		"getMediaAccessStatus": pooled(mediaStatus),
		"askForMediaAccess":    askForMedia,
		"canPromptTouchID": pooled(func(struct{}) (bool, error) {
			return canPrompt(cocoa.Create("LAContext", "init")), frameworks().err
		}),
		"promptTouchID": promptTouchID,
	}
}

func mediaStatus(kind string) (string, error) {
	functions := frameworks()
	if functions.err != nil {
		return "", functions.err
	}
	if kind == "screen" {
		if functions.Screen == nil || functions.Screen() {
			return "granted", nil
		}
		return "denied", nil
	}
	statuses := []string{"not-determined", "restricted", "denied", "granted"}
	status := objc.Send[int](cocoa.Class("AVCaptureDevice"), cocoa.Sel("authorizationStatusForMediaType:"), mediaType(kind))
	if status < 0 || status >= len(statuses) {
		return "unknown", nil
	}
	return statuses[status], nil
}

func askForMedia(call *service.Call) {
	var kind string
	if err := errors.Join(call.Decode(&kind), frameworks().err); err != nil {
		call.Fail(err)
		return
	}
	cocoa.Pooled(func() {
		cocoa.GiveBlock(func(_ objc.Block, granted bool) { call.Reply(granted, nil) }, func(done objc.Block) {
			cocoa.Send(cocoa.Class("AVCaptureDevice"), "requestAccessForMediaType:completionHandler:", mediaType(kind), done)
		})
	})
}

// byFinger is LAPolicyDeviceOwnerAuthenticationWithBiometrics.
const byFinger = 1

func canPrompt(context objc.ID) bool {
	return context != 0 && objc.Send[bool](context, cocoa.Sel("canEvaluatePolicy:error:"), byFinger, uintptr(0))
}

func promptTouchID(call *service.Call) {
	var reason string
	if err := errors.Join(call.Decode(&reason), frameworks().err); err != nil {
		call.Fail(err)
		return
	}
	cocoa.Pooled(func() {
		context := cocoa.Create("LAContext", "init")
		if !canPrompt(context) {
			call.Fail(errors.New("no finger can be asked for: there is no Touch ID, or it knows none"))
			return
		}
		cocoa.GiveBlock(func(_ objc.Block, done bool, failure objc.ID) {
			if !done {
				call.Fail(errors.New("the person did not show a finger: " + cocoa.GoString(cocoa.Send(failure, "localizedDescription"))))
				return
			}
			call.Reply(nil, nil)
		}, func(reply objc.Block) {
			cocoa.Send(context, "evaluatePolicy:localizedReason:reply:", byFinger, cocoa.String(reason), reply)
		})
	})
}

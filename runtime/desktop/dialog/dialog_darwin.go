package dialog

import (
	"errors"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// The results of panels, sheets and alerts.
const (
	modalOK     = 1
	firstAnswer = 1000 // NSAlertFirstButtonReturn
	stopped     = -1000
)

// macDriver shows sheets where there is a window, and dialogs of the app's otherwise.
type macDriver struct{ host *service.Host }

func newDriver(host *service.Host) (driver, error) { return &macDriver{host}, nil }

func (d *macDriver) files(o *fileOptions, parent uintptr, done func([]string, error)) func() {
	class, maker := "NSOpenPanel", "openPanel"
	if o.save {
		class, maker = "NSSavePanel", "savePanel"
	}
	var panel objc.ID
	cocoa.Pooled(func() {
		panel = cocoa.Send(cocoa.Send(cocoa.Class(class), maker), "retain")
		setPanel(panel, o)
	})
	ended := false
	end := func(result int) {
		if ended {
			return
		}
		ended = true
		var paths []string
		if result == modalOK {
			paths = chosen(panel, o.save)
		}
		cocoa.Send(panel, "release")
		done(paths, nil)
	}
	begin := func(finished objc.Block) { cocoa.Send(panel, "beginWithCompletionHandler:", finished) }
	if parent != 0 {
		begin = func(finished objc.Block) {
			cocoa.Send(panel, "beginSheetModalForWindow:completionHandler:", objc.ID(parent), finished)
		}
	}
	cocoa.Pooled(func() { cocoa.GiveBlock(func(_ objc.Block, result int) { end(result) }, begin) })
	return func() {
		if !ended {
			cocoa.Send(panel, "cancel:", objc.ID(0))
		}
	}
}

func setPanel(panel objc.ID, o *fileOptions) {
	for setter, words := range map[string]string{"setTitle:": o.Title, "setPrompt:": o.ButtonLabel, "setMessage:": o.Message} {
		if words != "" {
			cocoa.Send(panel, setter, cocoa.String(words))
		}
	}
	folder, name := o.start()
	if folder == "" {
		folder = usualFolder()
	}
	cocoa.Send(panel, "setDirectoryURL:", cocoa.Send(cocoa.Class("NSURL"), "fileURLWithPath:", cocoa.String(folder)))
	cocoa.Send(panel, "setShowsHiddenFiles:", o.has("showHiddenFiles"))
	cocoa.Send(panel, "setCanCreateDirectories:", o.save || o.has("createDirectory"))
	cocoa.Send(panel, "setTreatsFilePackagesAsDirectories:", o.has("treatPackageAsDirectory"))
	if o.save {
		if name != "" {
			cocoa.Send(panel, "setNameFieldStringValue:", cocoa.String(name))
		}
		if o.NameFieldLabel != "" {
			cocoa.Send(panel, "setNameFieldLabel:", cocoa.String(o.NameFieldLabel))
		}
		cocoa.Send(panel, "setShowsTagField:", o.ShowsTagField)
	} else {
		folders := o.has("openDirectory")
		cocoa.Send(panel, "setCanChooseDirectories:", folders)
		cocoa.Send(panel, "setCanChooseFiles:", !folders || o.has("openFile"))
		cocoa.Send(panel, "setAllowsMultipleSelection:", o.has("multiSelections"))
		cocoa.Send(panel, "setResolvesAliases:", !o.has("noResolveAliases"))
	}
	setTypes(panel, o)
}

// setTypes allows the extensions of all filters: the panels have no list of filters to choose from.
func setTypes(panel objc.ID, o *fileOptions) {
	extensions := cocoa.Send(cocoa.Class("NSMutableArray"), "array")
	for _, f := range o.Filters {
		for _, extension := range f.Extensions {
			if extension == "*" {
				return
			}
			cocoa.Send(extensions, "addObject:", cocoa.String(extension))
		}
	}
	if objc.Send[uint](extensions, cocoa.Sel("count")) > 0 {
		cocoa.Send(panel, "setAllowedFileTypes:", extensions)
	}
}

func chosen(panel objc.ID, save bool) []string {
	path := func(url objc.ID) string { return cocoa.GoString(cocoa.Send(url, "path")) }
	if save {
		return []string{path(cocoa.Send(panel, "URL"))}
	}
	var paths []string
	urls := cocoa.Send(panel, "URLs")
	for i := range objc.Send[uint](urls, cocoa.Sel("count")) {
		paths = append(paths, path(cocoa.Send(urls, "objectAtIndex:", i)))
	}
	return paths
}

func (d *macDriver) message(o *messageOptions, parent uintptr, done func(messageResult, error)) func() {
	var alert objc.ID
	cocoa.Pooled(func() { alert = newAlert(o) })
	ended := false
	end := func(result int) {
		if ended {
			return
		}
		ended = true
		response := o.CancelID
		if result >= firstAnswer {
			response = result - firstAnswer
		}
		checked := o.CheckboxLabel != "" && objc.Send[int](cocoa.Send(alert, "suppressionButton"), cocoa.Sel("state")) != 0
		cocoa.Send(alert, "release")
		done(messageResult{response, checked}, nil)
	}
	if parent != 0 {
		cocoa.Pooled(func() {
			cocoa.GiveBlock(func(_ objc.Block, result int) { end(result) }, func(finished objc.Block) {
				cocoa.Send(alert, "beginSheetModalForWindow:completionHandler:", objc.ID(parent), finished)
			})
		})
		return func() {
			if !ended {
				cocoa.Send(objc.ID(parent), "endSheet:returnCode:", cocoa.Send(alert, "window"), stopped)
			}
		}
	}
	// Without a window the alert has a loop of its own, from which the app's own functions go on being called.
	running := false
	d.host.Post(func() {
		if ended {
			return
		}
		running = true
		cocoa.Pooled(func() { end(objc.Send[int](alert, cocoa.Sel("runModal"))) })
	})
	return func() {
		switch {
		case ended:
		case running:
			cocoa.Send(cocoa.Send(cocoa.Class("NSApplication"), "sharedApplication"), "stopModalWithCode:", stopped)
		default:
			end(stopped)
		}
	}
}

func newAlert(o *messageOptions) objc.ID {
	const warning, informational, critical = 0, 1, 2
	alert := cocoa.Send(cocoa.Send(cocoa.Class("NSAlert"), "alloc"), "init")
	style := uint(informational)
	switch o.Type {
	case "warning":
		style = warning
	case "error":
		style = critical
	}
	cocoa.Send(alert, "setAlertStyle:", style)
	cocoa.Send(alert, "setMessageText:", cocoa.String(o.Message))
	cocoa.Send(alert, "setInformativeText:", cocoa.String(o.Detail))
	for i, label := range o.Buttons {
		button := cocoa.Send(alert, "addButtonWithTitle:", cocoa.String(label))
		cocoa.Send(button, "setTag:", firstAnswer+i)
		switch {
		case i == o.DefaultID:
			cocoa.Send(button, "setKeyEquivalent:", cocoa.String("\r"))
		case i == o.CancelID:
			cocoa.Send(button, "setKeyEquivalent:", cocoa.String("\x1b"))
		case o.DefaultID >= 0:
			cocoa.Send(button, "setKeyEquivalent:", cocoa.String(""))
		}
	}
	if o.CheckboxLabel != "" {
		cocoa.Send(alert, "setShowsSuppressionButton:", true)
		button := cocoa.Send(alert, "suppressionButton")
		cocoa.Send(button, "setTitle:", cocoa.String(o.CheckboxLabel))
		if o.CheckboxChecked {
			cocoa.Send(button, "setState:", 1)
		}
	}
	if len(o.icon) > 0 {
		cocoa.Send(alert, "setIcon:", cocoa.Create("NSImage", "initWithData:", cocoa.Data(o.icon)))
	}
	if o.TextWidth > 0 {
		field := cocoa.Create("NSView", "initWithFrame:", cocoa.Rect{Size: cocoa.Size{Width: float64(o.TextWidth)}})
		cocoa.Send(alert, "setAccessoryView:", field)
	}
	return alert
}

// certificate shows SFCertificateTrustPanel.
func (d *macDriver) certificate(der []byte, message string, parent uintptr, done func(error)) {
	if _, err := purego.Dlopen("/System/Library/Frameworks/SecurityInterface.framework/SecurityInterface", purego.RTLD_NOW|purego.RTLD_GLOBAL); err != nil {
		done(err)
		return
	}
	security, err := purego.Dlopen("/System/Library/Frameworks/Security.framework/Security", purego.RTLD_NOW|purego.RTLD_GLOBAL)
	if err != nil {
		done(err)
		return
	}
	create, err := purego.Dlsym(security, "SecCertificateCreateWithData")
	if err != nil {
		done(err)
		return
	}
	d.host.Post(func() {
		cocoa.Pooled(func() {
			certificate, _, _ := purego.SyscallN(create, 0, uintptr(cocoa.Data(der)))
			policy, err := basicPolicy(security)
			if certificate == 0 || err != nil {
				done(errors.Join(errors.New("macOS can't read the certificate"), err))
				return
			}
			trust, err := trustOf(security, certificate, policy)
			if err != nil {
				done(err)
				return
			}
			panel := cocoa.Create("SFCertificateTrustPanel", "init")
			cocoa.Send(panel, "setAlternateButtonTitle:", cocoa.Send(cocoa.Send(cocoa.Class("NSBundle"), "bundleWithIdentifier:", cocoa.String("com.apple.AppKit")),
				"localizedStringForKey:value:table:", cocoa.String("Cancel"), objc.ID(0), objc.ID(0)))
			cocoa.Send(panel, "runModalForTrust:message:", objc.ID(trust), cocoa.String(message))
			done(nil)
		})
	})
}

func basicPolicy(security uintptr) (uintptr, error) {
	create, err := purego.Dlsym(security, "SecPolicyCreateBasicX509")
	if err != nil {
		return 0, err
	}
	policy, _, _ := purego.SyscallN(create)
	return policy, nil
}

func trustOf(security, certificate, policy uintptr) (uintptr, error) {
	create, err := purego.Dlsym(security, "SecTrustCreateWithCertificates")
	if err != nil {
		return 0, err
	}
	var trust uintptr
	if status, _, _ := purego.SyscallN(create, certificate, policy, addressOf(&trust)); int32(status) != 0 {
		return 0, errors.New("macOS can't judge the certificate")
	}
	return trust, nil
}

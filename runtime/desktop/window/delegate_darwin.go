package window

import (
	"github.com/ebitengine/purego/objc"
)

// world is the name of the isolated script world, and of the message handler in it.
const world = "deskjs"

// newDelegate makes the object that Cocoa and WebKit tell what happens. Each method finds its window by the view, so that a late call
// for one that has closed does nothing.
func newDelegate() (objc.ID, error) {
	methods := []objc.MethodDef{
		// NSApplicationDelegate: the app ends by its own main loop, so that all is closed in order.
		method("applicationShouldTerminate:", func(_ objc.ID, _ objc.SEL, _ objc.ID) uint {
			const cancel = 0
			current.Quit()
			return cancel
		}),
		// NSWindowDelegate
		method("windowShouldClose:", func(_ objc.ID, _ objc.SEL, native objc.ID) bool {
			for _, w := range current.windows {
				if w.native == native {
					w.options.closeRequested(w)
				}
			}
			return false
		}),
		// WKScriptMessageHandlerWithReply
		method("userContentController:didReceiveScriptMessage:replyHandler:", onMessage),
		// WKNavigationDelegate
		method("webView:decidePolicyForNavigationAction:decisionHandler:", onNavigation),
		method("webView:didFinishNavigation:", func(_ objc.ID, _ objc.SEL, view, _ objc.ID) {
			if w := current.windows[view]; w != nil && w.options.OnLoad != nil {
				guard("OnLoad", w.options.OnLoad)
			}
		}),
		method("webViewWebContentProcessDidTerminate:", func(_ objc.ID, _ objc.SEL, view objc.ID) {
			if w := current.windows[view]; w != nil && w.options.OnProcessGone != nil {
				guard("OnProcessGone", func() { w.options.OnProcessGone("crashed") }) // WebKit does not say why
			}
		}),
		// WKUIDelegate
		method("webView:createWebViewWithConfiguration:forNavigationAction:windowFeatures:",
			func(_ objc.ID, _ objc.SEL, view, _, action, _ objc.ID) objc.ID {
				refused(view, "a window for "+shown(goURL(send(send(action, "request"), "URL"))))
				return 0
			}),
		method("webView:requestMediaCapturePermissionForOrigin:initiatedByFrame:type:decisionHandler:",
			func(_ objc.ID, _ objc.SEL, view, _, _ objc.ID, _ int, decide objc.Block) {
				const deny = 2
				refused(view, "a permission")
				callBlock(decide, deny)
			}),
		// WKURLSchemeHandler
		method("webView:startURLSchemeTask:", func(_ objc.ID, _ objc.SEL, _, task objc.ID) { current.serve(task) }),
		method("webView:stopURLSchemeTask:", func(_ objc.ID, _ objc.SEL, _, task objc.ID) { current.forget(task) }),
	}
	made, err := objc.RegisterClass("DeskJSDelegate", objc.GetClass("NSObject"), protocols(), nil, methods)
	if err != nil {
		return 0, err
	}
	return send(send(objc.ID(made), "alloc"), "init"), nil
}

func method(selector string, function any) objc.MethodDef {
	return objc.MethodDef{Cmd: sel(selector), Fn: function}
}

// protocols are those of the delegate that the runtime knows of: one that no loaded library mentions is nobody's to ask for either.
func protocols() (known []*objc.Protocol) {
	for _, name := range []string{"NSApplicationDelegate", "NSWindowDelegate", "WKScriptMessageHandlerWithReply",
		"WKNavigationDelegate", "WKUIDelegate", "WKURLSchemeHandler"} {
		if protocol := objc.GetProtocol(name); protocol != nil {
			known = append(known, protocol)
		}
	}
	return known
}

func refused(view objc.ID, what string) {
	if w := current.windows[view]; w != nil {
		guard("OnRefused", func() { w.options.refused(what) })
	}
}

// onMessage takes a message of the relay. The frame and its origin are WebKit's word, not the page's.
func onMessage(_ objc.ID, _ objc.SEL, _, message objc.ID, reply objc.Block) {
	settle := func(text, reason string) {
		pooled(func() {
			if reason == "" {
				callBlock(reply, uintptr(nsString(text)), 0)
			} else {
				callBlock(reply, 0, uintptr(nsString(reason)))
			}
		})
	}
	view := send(message, "webView")
	w := current.windows[view]
	frame := send(message, "frameInfo")
	body := send(message, "body")
	origin := send(frame, "securityOrigin")
	switch {
	case w == nil:
		settle("", "the window has closed")
	case !objc.Send[bool](frame, sel("isMainFrame")),
		originOf(goString(send(origin, "protocol"))+"://"+goString(send(origin, "host"))) != Origin:
		w.options.refused("a message of a frame that has no relay")
		settle("", "this frame has no messages to send")
	case !objc.Send[bool](body, sel("isKindOfClass:"), objc.GetClass("NSString")):
		settle("", "only strings can be posted to deskjs")
	default:
		kept := reply.Copy() // the answer may come long after this method
		w.asks.receive(goString(body), goURL(send(view, "URL")), func(text, reason string) {
			reply = kept
			settle(text, reason)
			kept.Release()
		})
	}
}

// onNavigation decides whether a frame may go to a URL. No target frame means another window.
func onNavigation(_ objc.ID, _ objc.SEL, view, action objc.ID, decide objc.Block) {
	const cancel, allow = 0, 1
	decision := uintptr(cancel)
	if w := current.windows[view]; w != nil {
		guard("AllowNavigation", func() {
			address := goURL(send(send(action, "request"), "URL"))
			switch frame := send(action, "targetFrame"); {
			case frame == 0:
				w.options.refused("a window for " + shown(address))
			case w.options.allows(address, objc.Send[bool](frame, sel("isMainFrame"))):
				decision = allow
			}
		})
	}
	callBlock(decide, decision)
}

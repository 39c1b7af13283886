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
			if current.config.OnQuit != nil {
				guard("OnQuit", current.config.OnQuit)
			} else {
				current.Quit()
			}
			return cancel
		}),
		method("application:openURLs:", func(_ objc.ID, _ objc.SEL, _, list objc.ID) {
			for i := range objc.Send[uint](list, sel("count")) {
				address := send(list, "objectAtIndex:", i)
				what := goURL(address)
				if objc.Send[bool](address, sel("isFileURL")) {
					what = goString(send(address, "path"))
				}
				if current.config.OnOpen != nil {
					guard("OnOpen", func() { current.config.OnOpen(what) })
				}
			}
		}),
		method("applicationShouldHandleReopen:hasVisibleWindows:", func(_ objc.ID, _ objc.SEL, _ objc.ID, visible bool) bool {
			if current.config.OnActivate != nil {
				guard("OnActivate", func() { current.config.OnActivate(visible) })
			}
			return true
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
		method("webView:decidePolicyForNavigationResponse:decisionHandler:", onResponse),
		method("webView:didStartProvisionalNavigation:", func(_ objc.ID, _ objc.SEL, view, _ objc.ID) {
			tellPage(view, PageEvent{Kind: "did-start-loading"})
			tellPage(view, PageEvent{Kind: "did-start-navigation", URL: goURL(send(view, "URL"))})
		}),
		method("webView:didReceiveServerRedirectForProvisionalNavigation:", func(_ objc.ID, _ objc.SEL, view, _ objc.ID) {
			tellPage(view, PageEvent{Kind: "did-redirect-navigation", URL: goURL(send(view, "URL"))})
		}),
		method("webView:didCommitNavigation:", func(_ objc.ID, _ objc.SEL, view, _ objc.ID) {
			tellPage(view, PageEvent{Kind: "did-navigate", URL: goURL(send(view, "URL")), Code: current.statuses[view]})
			delete(current.statuses, view)
		}),
		method("webView:didFailProvisionalNavigation:withError:", onLoadFailed),
		method("webView:didFailNavigation:withError:", onLoadFailed),
		method("webView:didFinishNavigation:", func(_ objc.ID, _ objc.SEL, view, _ objc.ID) {
			w := current.windows[view]
			if w == nil {
				return
			}
			if w.options.OnLoad != nil {
				guard("OnLoad", w.options.OnLoad)
			}
			if title := w.PageTitle(); title != "" && title != w.title {
				w.title = title
				w.options.tell(PageEvent{Kind: "page-title-updated", Text: title})
			}
			w.options.tell(PageEvent{Kind: "did-finish-load"})
			w.options.tell(PageEvent{Kind: "did-stop-loading"})
		}),
		method("webViewWebContentProcessDidTerminate:", func(_ objc.ID, _ objc.SEL, view objc.ID) {
			if w := current.windows[view]; w != nil && w.options.OnProcessGone != nil {
				guard("OnProcessGone", func() { w.options.OnProcessGone("crashed") }) // WebKit does not say why
			}
		}),
		// WKUIDelegate
		method("webView:createWebViewWithConfiguration:forNavigationAction:windowFeatures:",
			func(_ objc.ID, _ objc.SEL, view, _, action, _ objc.ID) objc.ID {
				if w := current.windows[view]; w != nil {
					n := navigationOf(action)
					n.Window = true
					guard("AllowNavigation", func() { w.options.allows(n) })
				}
				return 0
			}),
		method("webViewDidClose:", func(_ objc.ID, _ objc.SEL, view objc.ID) { tellPage(view, PageEvent{Kind: "may-close"}) }),
		method("webView:requestMediaCapturePermissionForOrigin:initiatedByFrame:type:decisionHandler:",
			func(_ objc.ID, _ objc.SEL, view, _, _ objc.ID, kind int, decide objc.Block) {
				const grant, deny = 1, 2
				const camera, microphone = 0, 1
				w := current.windows[view]
				if w == nil {
					callBlock(decide, deny)
					return
				}
				kept := decide.Copy() // the answer may come after this method
				w.options.permit(Permission{Name: "media", Audio: kind != camera, Video: kind != microphone}, func(allowed bool) {
					if allowed {
						callBlock(kept, grant)
					} else {
						callBlock(kept, deny)
					}
					kept.Release()
				})
			}),
		// WKURLSchemeHandler
		method("webView:startURLSchemeTask:", func(_ objc.ID, _ objc.SEL, view, task objc.ID) { current.serve(view, task) }),
		method("webView:stopURLSchemeTask:", func(_ objc.ID, _ objc.SEL, _, task objc.ID) { current.forget(task) }),
	}
	methods = append(methods, frameMethods()...)
	if err := registerClasses(); err != nil {
		return 0, err
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

// navigationOf is what a WKNavigationAction wants.
func navigationOf(action objc.ID) Navigation {
	const link, backForward, reload = 0, 2, 3
	kind := objc.Send[int](action, sel("navigationType"))
	n := Navigation{URL: goURL(send(send(action, "request"), "URL")), Link: kind == link, Gesture: kind == link, History: kind == backForward || kind == reload}
	if frame := send(action, "targetFrame"); frame != 0 {
		n.Top = objc.Send[bool](frame, sel("isMainFrame"))
	}
	return n
}

// onNavigation decides whether a frame may go to a URL. No target frame means another window.
func onNavigation(_ objc.ID, _ objc.SEL, view, action objc.ID, decide objc.Block) {
	const cancel, allow = 0, 1
	w := current.windows[view]
	if w == nil {
		callBlock(decide, cancel)
		return
	}
	n := navigationOf(action)
	if send(action, "targetFrame") == 0 {
		n.Window = true
	} else if n.Asked = n.Top && n.URL == w.loading; n.Asked {
		w.loading = ""
	}
	kept := decide.Copy() // the answer may come after this method
	tell := func(allowed bool) {
		decision := uintptr(cancel)
		if allowed {
			decision = allow
		}
		callBlock(kept, decision)
		kept.Release()
	}
	if !guard("AllowNavigation", func() { w.options.decide(n, tell) }) {
		tell(false)
	}
}

// onResponse keeps the status of a page, and has what can't be shown, or is to be saved, not shown.
func onResponse(_ objc.ID, _ objc.SEL, view, response objc.ID, decide objc.Block) {
	const cancel, allow = 0, 1
	answer := send(response, "response")
	if responds(answer, "statusCode") && objc.Send[bool](response, sel("isForMainFrame")) {
		current.statuses[view] = objc.Send[int](answer, sel("statusCode"))
	}
	if objc.Send[bool](response, sel("canShowMIMEType")) {
		callBlock(decide, allow)
		return
	}
	refused(view, "a download of "+shown(goURL(send(answer, "URL"))))
	callBlock(decide, cancel)
}

func onLoadFailed(_ objc.ID, _ objc.SEL, view, _, failure objc.ID) {
	code, text := netError(goString(send(failure, "domain")), objc.Send[int](failure, sel("code")))
	if code == errFailed {
		text = goString(send(failure, "localizedDescription"))
	}
	address := goURL(send(send(failure, "userInfo"), "objectForKey:", nsString("NSErrorFailingURLKey")))
	tellPage(view, PageEvent{Kind: "did-fail-load", URL: address, Code: code, Text: text})
	tellPage(view, PageEvent{Kind: "did-stop-loading"})
}

func tellPage(view objc.ID, event PageEvent) {
	if w := current.windows[view]; w != nil {
		w.options.tell(event)
	}
}

// Package devtools gives a webview that is Chromium, such as WebView2, what the host needs of a page and WebKit's webviews have of
// their own: an isolated script world with a message handler that answers. It uses the DevTools protocol, as the webview itself does
// for scripts at the start of a document: Page.addScriptToEvaluateOnNewDocument with the name of a world, and Runtime.addBinding for
// that world alone. The page's own scripts and other frames see nothing of it.
//
// It knows no system: package window brings the Browser.
package devtools

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
)

// world is the name of the isolated world, binding that of the function in it that sends text to the host.
const (
	world   = "deskjs"
	binding = "deskjsPost"
)

//go:embed world.js
var worldSource string

// Browser carries the protocol to one page and back. Its functions are called, and call back, on one thread.
type Browser interface {
	// Call calls a method of the protocol. done gets the result, or why there is none; it may be nil.
	Call(method string, parameters []byte, done func(result []byte, err error))
	// Listen calls handle at each event of that name.
	Listen(event string, handle func(parameters []byte)) error
}

// Options say what a page's worlds run and who hears of it.
type Options struct {
	// Origin is the only one whose documents run Relay, in the isolated world, and before it PageScript, in the page's own; both at the start
	// of a document and in the top frame only. "" is no PageScript.
	Origin, Relay, PageScript string
	// OnAsk gets what the relay posts.
	OnAsk func(Ask)
	// OnLoad is told when a document and its resources have loaded.
	OnLoad func()
	// Failed is told of what a script of Evaluate throws.
	Failed func(message string)
}

// Ask is one message of the relay.
type Ask struct {
	Text string
	URL  string // of the document in the top frame, as the browser says
	// Settle answers it with text, or rejects it if there is a reason. It belongs to the Browser's thread, and does nothing when the
	// document has gone.
	Settle func(text, reason string)
}

// Page is one page under the protocol. Its methods belong to the Browser's thread.
type Page struct {
	browser Browser
	options Options
	frame   string // the top frame
	url     string // of its document
	// context is the relay's world in the top frame's document, 0 when there is none; unique is its name that no other will ever have.
	context int
	unique  string
	// scripts are the protocol's names for those at the start of documents; generation counts how often they were replaced.
	scripts    []string
	generation int
}

// Open prepares a page. ready is told when documents can be loaded, with the error if they can't.
func Open(browser Browser, options Options, ready func(error)) *Page {
	p := &Page{browser: browser, options: options}
	for name, handle := range map[string]func([]byte){
		"Runtime.executionContextCreated":   p.contextCreated,
		"Runtime.executionContextDestroyed": p.contextDestroyed,
		"Runtime.executionContextsCleared":  func([]byte) { p.forget() },
		"Runtime.bindingCalled":             p.bindingCalled,
		"Page.frameNavigated":               p.frameNavigated,
		"Page.navigatedWithinDocument":      p.navigatedWithin,
		"Page.loadEventFired":               func([]byte) { p.loaded() },
	} {
		if err := browser.Listen(name, handle); err != nil {
			ready(fmt.Errorf("%s: %w", name, err))
			return p
		}
	}
	steps := []step{
		{method: "Page.enable"},
		{method: "Page.getFrameTree", use: p.useFrames},
		{method: "Runtime.enable"},
		{method: "Runtime.addBinding", parameters: object{"name": binding, "executionContextName": world}},
	}
	p.run(steps, func(err error) {
		if err != nil {
			ready(err)
			return
		}
		p.addScripts(options.PageScript, options.Relay, ready)
	})
	return p
}

// SetScripts replaces Options.PageScript and Options.Relay, for the documents that follow.
func (p *Page) SetScripts(page, relay string) {
	p.generation++
	old := p.scripts
	p.scripts = nil
	p.addScripts(page, relay, func(error) {})
	// After the new ones, so that no document comes up without any.
	for _, identifier := range old {
		p.removeScript(identifier)
	}
}

// addScripts has scripts run at the start of documents, the page's first. ready is told when they will.
func (p *Page) addScripts(page, relay string, ready func(error)) {
	generation := p.generation
	added := func(result []byte) error {
		var script struct{ Identifier string }
		if err := json.Unmarshal(result, &script); err != nil {
			return err
		}
		if generation != p.generation {
			p.removeScript(script.Identifier) // replaced before it had a name
			return nil
		}
		p.scripts = append(p.scripts, script.Identifier)
		return nil
	}
	const method = "Page.addScriptToEvaluateOnNewDocument"
	steps := []step{{method, object{"source": guarded(p.options.Origin, worldSource+relay), "worldName": world}, added}}
	if page != "" {
		steps = []step{{method, object{"source": guarded(p.options.Origin, page)}, added}, steps[0]}
	}
	waiting := len(steps)
	for _, step := range steps { // at once, so that they are in front of what is called next
		p.call(step.method, step.parameters, func(result []byte, err error) {
			if err == nil {
				err = step.use(result)
			}
			if waiting--; err != nil {
				waiting = -1
				ready(fmt.Errorf("%s: %w", method, err))
			} else if waiting == 0 {
				ready(nil)
			}
		})
	}
}

func (p *Page) removeScript(identifier string) {
	p.call("Page.removeScriptToEvaluateOnNewDocument", object{"identifier": identifier}, nil)
}

// guarded runs a script in the app's own top frame only: the protocol has it in every frame. Neither name can be redefined by a page.
func guarded(origin, script string) string {
	quoted, err := encode(origin)
	if err != nil {
		return ""
	}
	return "if (window.top === window && location.origin === " + string(quoted) + ") (() => {\n" + script + "\n})()"
}

type object map[string]any

// step is one call while a page is prepared.
type step struct {
	method     string
	parameters object
	use        func(result []byte) error
}

// run takes steps one after the other.
func (p *Page) run(steps []step, ready func(error)) {
	if len(steps) == 0 {
		ready(nil)
		return
	}
	next := steps[0]
	p.call(next.method, next.parameters, func(result []byte, err error) {
		if err == nil && next.use != nil {
			err = next.use(result)
		}
		if err != nil {
			ready(fmt.Errorf("%s: %w", next.method, err))
			return
		}
		p.run(steps[1:], ready)
	})
}

func (p *Page) call(method string, parameters object, done func([]byte, error)) {
	if parameters == nil {
		parameters = object{}
	}
	text, err := encode(parameters)
	if err != nil {
		if done != nil {
			done(nil, err)
		}
		return
	}
	p.browser.Call(method, text, done)
}

// encode is json.Marshal without making <, > and & six times as long.
func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, err
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), nil
}

// Evaluate runs a script in the relay's world. Where there is none, between two documents, it does nothing.
func (p *Page) Evaluate(script string) {
	if p.context != 0 {
		p.evaluate(object{"expression": script, "uniqueContextId": p.unique})
	}
}

// EvaluateInPage runs a script in the page's own world.
func (p *Page) EvaluateInPage(script string) { p.evaluate(object{"expression": script}) }

func (p *Page) evaluate(parameters object) {
	p.call("Runtime.evaluate", parameters, func(result []byte, err error) {
		var outcome struct {
			ExceptionDetails *struct {
				Text      string
				Exception struct{ Description string }
			}
		}
		if err != nil || json.Unmarshal(result, &outcome) != nil || outcome.ExceptionDetails == nil {
			return // the document has gone meanwhile, or all is well
		}
		message := outcome.ExceptionDetails.Exception.Description
		if message == "" {
			message = outcome.ExceptionDetails.Text
		}
		if p.options.Failed != nil {
			p.options.Failed(message)
		}
	})
}

// Reload loads the document again, past the cache.
func (p *Page) Reload() { p.call("Page.reload", object{"ignoreCache": true}, nil) }

// Snapshot makes a PNG of what the page shows.
func (p *Page) Snapshot(done func(png []byte, err error)) { p.capture(object{"format": "png"}, done) }

func (p *Page) capture(how object, done func(png []byte, err error)) {
	p.call("Page.captureScreenshot", how, func(result []byte, err error) {
		var picture struct{ Data []byte }
		if err == nil {
			err = json.Unmarshal(result, &picture)
		}
		if err == nil && len(picture.Data) == 0 {
			err = errors.New("the picture is empty")
		}
		done(picture.Data, err)
	})
}

// forget drops what is known of the document: what it waits for is never answered.
func (p *Page) forget() { p.context, p.unique = 0, "" }

func (p *Page) useFrames(result []byte) error {
	var tree struct {
		FrameTree struct{ Frame struct{ ID, URL string } }
	}
	if err := json.Unmarshal(result, &tree); err != nil {
		return err
	}
	if p.frame, p.url = tree.FrameTree.Frame.ID, tree.FrameTree.Frame.URL; p.frame == "" {
		return errors.New("the page has no frame")
	}
	return nil
}

func (p *Page) contextCreated(parameters []byte) {
	var event struct {
		Context struct {
			ID             int
			Name, UniqueID string
			AuxData        struct{ FrameID string }
		}
	}
	if json.Unmarshal(parameters, &event) != nil {
		return
	}
	if context := event.Context; context.Name == world && context.AuxData.FrameID == p.frame {
		p.context, p.unique = context.ID, context.UniqueID
	}
}

func (p *Page) contextDestroyed(parameters []byte) {
	var event struct{ ExecutionContextID int }
	if json.Unmarshal(parameters, &event) == nil && event.ExecutionContextID == p.context {
		p.forget()
	}
}

func (p *Page) frameNavigated(parameters []byte) {
	var event struct {
		Frame struct{ ID, ParentID, URL string }
	}
	if json.Unmarshal(parameters, &event) == nil && event.Frame.ParentID == "" {
		p.frame, p.url = event.Frame.ID, event.Frame.URL
	}
}

func (p *Page) navigatedWithin(parameters []byte) {
	var event struct{ FrameID, URL string }
	if json.Unmarshal(parameters, &event) == nil && event.FrameID == p.frame {
		p.url = event.URL
	}
}

func (p *Page) loaded() {
	if p.options.OnLoad != nil {
		p.options.OnLoad()
	}
}

// bindingCalled takes a message of the relay. One from another frame's world is nobody's: no script of ours runs there.
func (p *Page) bindingCalled(parameters []byte) {
	var event struct {
		Name, Payload      string
		ExecutionContextID int
	}
	if json.Unmarshal(parameters, &event) != nil || event.Name != binding || p.context == 0 || event.ExecutionContextID != p.context {
		return
	}
	key, text, found := strings.Cut(event.Payload, " ")
	if !found || p.options.OnAsk == nil {
		return
	}
	unique, settled := p.unique, false
	p.options.OnAsk(Ask{Text: text, URL: p.url, Settle: func(text, reason string) {
		if settled || unique != p.unique {
			return
		}
		settled = true
		value := func(value string) object { return object{"value": strings.ToValidUTF8(value, "\uFFFD")} }
		p.call("Runtime.callFunctionOn", object{
			"functionDeclaration": "function(key, text, reason) { deskjsSettle(key, text, reason) }",
			"uniqueContextId":     unique,
			"arguments":           []object{value(key), value(text), value(reason)},
			"silent":              true,
		}, nil)
	}})
}

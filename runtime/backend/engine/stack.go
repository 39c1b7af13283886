package engine

import (
	"strings"

	"github.com/dop251/goja"
)

// A stackFrame is what the patched goja tells of a frame beyond the released one.
type stackFrame interface {
	Function() *goja.Object
	This() goja.Value
	DebugName() string
	TypeName() string
	MethodName() string
	IsNative() bool
	IsConstruct() bool
	IsAsync() bool
	IsEval() bool
	IsStrict() bool
	EvalOrigin() (origin goja.StackFrame, ok bool)
}

// installStacks gives errors V8's stacks: made when stack is first read, with positions in
// the author's own source, by Error.prepareStackTrace if the program sets it. Without the
// patch FormatStack rewrites goja's text where stacks are shown.
func (e *Engine) installStacks() {
	vm, ok := any(e.VM).(interface {
		SetStackFormatter(func(err *goja.Object, frames []goja.StackFrame) goja.Value)
	})
	if !ok {
		return
	}
	formatting := false
	vm.SetStackFormatter(func(err *goja.Object, frames []goja.StackFrame) goja.Value {
		frames = shownFrames(frames)
		if !formatting {
			formatting = true
			defer func() { formatting = false }()
			if value, prepared := e.preparedStack(err, frames); prepared {
				return value
			}
		}
		return e.VM.ToValue(e.stackText(err, frames))
	})
}

// preparedStack asks Error.prepareStackTrace; prepared is false if there is none.
func (e *Engine) preparedStack(err *goja.Object, frames []goja.StackFrame) (value goja.Value, prepared bool) {
	class, ok := e.VM.Get("Error").(*goja.Object)
	if !ok {
		return nil, false
	}
	prepare, ok := goja.AssertFunction(class.Get("prepareStackTrace"))
	if !ok {
		return nil, false
	}
	sites := make([]any, len(frames))
	strict := false
	for i := range frames {
		// What called strict code is kept from it too.
		strict = strict || any(&frames[i]).(stackFrame).IsStrict()
		sites[i] = e.newCallSite(frames[i], strict)
	}
	value, thrown := prepare(class, err, e.VM.NewArray(sites...))
	if thrown != nil {
		panic(e.ErrorValue(thrown))
	}
	return value, true
}

// shownFrames leaves out the frames of the engine's own working.
func shownFrames(frames []goja.StackFrame) []goja.StackFrame {
	shown := make([]goja.StackFrame, 0, len(frames))
	for i := range frames {
		name := frames[i].SrcName()
		if name == "<native>" {
			// Functions of the language have plain names; the runtime's own have Go's.
			if function := frames[i].FuncName(); function == "" || strings.Contains(function, "/") {
				continue
			}
		}
		if name == "node:internal/loop" || name == "node:internal/microtask" || strings.HasPrefix(name, "node:internal/require") {
			continue
		}
		if len(shown) == 0 && name == "node:internal/errors" {
			continue
		}
		shown = append(shown, frames[i])
	}
	return shown
}

func (e *Engine) stackText(err *goja.Object, frames []goja.StackFrame) string {
	var b strings.Builder
	b.WriteString(e.stackHeader(err))
	for i := range frames {
		b.WriteString("\n    at ")
		e.writeFrame(&b, &frames[i])
	}
	return b.String()
}

// stackHeader is the first line of a stack: the error as text, with the code in the name of
// Node's own errors.
func (e *Engine) stackHeader(err *goja.Object) (header string) {
	failed := e.VM.Try(func() {
		for _, symbol := range err.Symbols() {
			if symbol.String() == "Symbol(kIsNodeError)" {
				header = err.Get("name").String() + " [" + err.Get("code").String() + "]: " + err.Get("message").String()
				return
			}
		}
		header = errorText(err)
	})
	if failed != nil {
		return "<error>"
	}
	return header
}

// errorText is Error.prototype.toString.
func errorText(err *goja.Object) string {
	text := func(property, absent string) string {
		value := err.Get(property)
		if value == nil || goja.IsUndefined(value) {
			return absent
		}
		return value.String()
	}
	name, message := text("name", "Error"), text("message", "")
	switch {
	case name == "":
		return message
	case message == "":
		return name
	}
	return name + ": " + message
}

// writeFrame writes a frame as V8's CallSite.prototype.toString does.
func (e *Engine) writeFrame(b *strings.Builder, frame *goja.StackFrame) {
	f := any(frame).(stackFrame)
	name := f.DebugName()
	if name == "" && f.IsEval() {
		name = "eval"
	}
	if f.IsAsync() {
		b.WriteString("async ")
	}
	switch typeName := receiverName(f); {
	case f.IsConstruct():
		b.WriteString("new ")
		b.WriteString(orAnonymous(name))
	case typeName != "":
		writeMethod(b, name, typeName, f.MethodName())
	case name != "":
		b.WriteString(name)
	default:
		b.WriteString(e.location(frame))
		return
	}
	b.WriteString(" (")
	b.WriteString(e.location(frame))
	b.WriteByte(')')
}

// receiverName is the type of a method's receiver, "" for a plain function's.
func receiverName(f stackFrame) string {
	if f.IsConstruct() || f.IsEval() {
		return ""
	}
	return f.TypeName()
}

func writeMethod(b *strings.Builder, name, typeName, method string) {
	if name == "" {
		b.WriteString(typeName)
		b.WriteByte('.')
		b.WriteString(orAnonymous(method))
		return
	}
	if isIdentifier(name) {
		b.WriteString(typeName)
		b.WriteByte('.')
	}
	b.WriteString(name)
	if method != "" && name != method && !strings.HasSuffix(name, "."+method) {
		b.WriteString(" [as " + method + "]")
	}
}

func orAnonymous(name string) string {
	if name == "" {
		return "<anonymous>"
	}
	return name
}

func isIdentifier(name string) bool {
	for i, c := range name {
		letter := c == '_' || c == '$' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
		if !letter && (i == 0 || c < '0' || c > '9') {
			return false
		}
	}
	return name != ""
}

// location is where a frame's code is: file:line:column in the author's source.
func (e *Engine) location(frame *goja.StackFrame) string {
	f := any(frame).(stackFrame)
	if f.IsNative() {
		return "<anonymous>"
	}
	file, line, column := e.framePosition(frame)
	position := ":" + itoa(line) + ":" + itoa(column)
	if origin, ok := f.EvalOrigin(); ok {
		return e.evalOrigin(&origin) + ", <anonymous>" + position
	}
	return file + position
}

// evalOrigin says where code given to eval came from, as V8 does.
func (e *Engine) evalOrigin(origin *goja.StackFrame) string {
	return "eval at " + orAnonymous(any(origin).(stackFrame).DebugName()) + " (" + e.location(origin) + ")"
}

func (e *Engine) framePosition(frame *goja.StackFrame) (file string, line, column int) {
	position := frame.Position()
	return e.sources.original(position.Filename, position.Line, position.Column)
}

func (e *Engine) callSiteText(frame *goja.StackFrame) string {
	var b strings.Builder
	e.writeFrame(&b, frame)
	return b.String()
}

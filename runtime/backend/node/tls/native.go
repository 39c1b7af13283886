package tls

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"slices"
	"syscall"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
	"github.com/deskjs/deskjs/runtime/backend/socket"
)

// base is what a wrap asks of net's handle that it is of.
type base interface {
	Attach(conn socket.Conn, idle bool)
	Resource() *engine.AsyncResource
	Closed() bool
}

// below is what a wrap asks of the handle it stands on.
type below interface{ Take() (socket.Lower, error) }

// binding is what an engine's wraps share.
type binding struct {
	engine           *engine.Engine
	dispatch         goja.Callable
	dispatchToDuplex goja.Callable
	// duplexes are those that have something to end when the engine is closed.
	duplexes map[*duplex]struct{}
}

// wrap is a connection with its JavaScript object.
type wrap struct {
	*connection
	binding *binding
	object  *goja.Object
	base    base
	below   socket.Lower
	// answers takes what JavaScript answers; asked says that it has been asked.
	answers chan any
	asked   bool
}

func natives(e *engine.Engine) map[string]any {
	b := &binding{engine: e, duplexes: map[*duplex]struct{}{}}
	e.OnClose(func() {
		for d := range b.duplexes {
			d.stop()
		}
	})
	return map[string]any{
		// setDispatch(function (wrap, event, a, b), function (stream, event)) is told what happens.
		"setDispatch": func(call goja.FunctionCall) goja.Value {
			b.dispatch, _ = goja.AssertFunction(call.Argument(0))
			b.dispatchToDuplex, _ = goja.AssertFunction(call.Argument(1))
			return goja.Undefined()
		},
		// wrap(object, net's handle for it, the handle below, context, server) is a wrap's handle.
		"wrap": b.wrap,
		// start(wrap, the handle below, buffers that were read of it) begins the handshake. It returns false if there is no connection.
		"start": b.with(b.start),
		// answer(wrap, value)
		"answer": b.with(func(w *wrap, call goja.FunctionCall) goja.Value {
			if w.asked {
				w.asked = false
				w.idle(false)
				w.answers <- b.exported(call.Argument(1))
			}
			return goja.Undefined()
		}),
		"setOptions":  b.with(b.setOptions),
		"setContext":  b.with(b.setContext),
		"setStaple":   b.with(b.setStaple),
		"setFragment": b.with(b.setFragment),
		"get":         b.with(b.get),
		"exportKey":   b.with(b.exportKey),
		"newDuplex":   b.newDuplex,
		// duplexTake(duplex) is what is to be written.
		"duplexTake":    b.duplexTake,
		"duplexPush":    b.withDuplex(func(d *duplex, call goja.FunctionCall) { d.push(bytesOf(call.Argument(1)), nil) }),
		"duplexReading": b.withDuplex(func(d *duplex, call goja.FunctionCall) { d.setReading(call.Argument(1).ToBoolean()) }),
		"duplexEnd":     b.withDuplex(func(d *duplex, _ goja.FunctionCall) { d.push(nil, io.EOF) }),
		"duplexFinish":  b.withDuplex(func(d *duplex, call goja.FunctionCall) { d.finish(errnoOf(call.Argument(1))) }),
		"duplexEnded":   b.withDuplex(func(d *duplex, _ goja.FunctionCall) { d.finishEnd() }),
		"duplexStop": b.withDuplex(func(d *duplex, _ goja.FunctionCall) {
			d.stop()
			delete(b.duplexes, d)
		}),
	}
}

func errnoOf(value goja.Value) error {
	if number := value.ToInteger(); number < 0 {
		return syscall.EPIPE
	}
	return nil
}

func bytesOf(value goja.Value) []byte {
	data, _ := engine.Bytes(value)
	return bytes.Clone(data)
}

// exported is what a goroutine gets of an answer: bytes, a string or nothing.
func (b *binding) exported(value goja.Value) any {
	if data, ok := engine.Bytes(value); ok {
		return bytes.Clone(data)
	}
	if text, ok := value.Export().(string); ok {
		return text
	}
	return nil
}

// with is a function whose first argument is a wrap.
func (b *binding) with(run func(*wrap, goja.FunctionCall) goja.Value) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		w, ok := b.engine.HandleOf(call.Argument(0)).(*wrap)
		if !ok {
			return goja.Undefined()
		}
		return run(w, call)
	}
}

func (b *binding) withDuplex(run func(*duplex, goja.FunctionCall)) engine.Native {
	return func(call goja.FunctionCall) goja.Value {
		if d, ok := b.engine.HandleOf(call.Argument(0)).(*duplex); ok {
			run(d, call)
		}
		return goja.Undefined()
	}
}

func (b *binding) duplexTake(call goja.FunctionCall) goja.Value {
	if d, ok := b.engine.HandleOf(call.Argument(0)).(*duplex); ok {
		return b.engine.ToValue(d.take())
	}
	return goja.Undefined()
}

func (b *binding) newDuplex(call goja.FunctionCall) goja.Value {
	object, _ := call.Argument(0).(*goja.Object)
	d := newDuplex(func(event int) {
		b.engine.Loop.Post(func() {
			_, err := b.dispatchToDuplex(goja.Undefined(), object, b.engine.VM.ToValue(event))
			b.engine.Loop.Report(err)
		})
	}, func() { b.engine.Loop.Hold(1) }, func() { b.engine.Loop.Post(func() { b.engine.Loop.Hold(-1) }) })
	b.duplexes[d] = struct{}{}
	return b.engine.ToValue(op.Handle{Value: d})
}

func (b *binding) wrap(call goja.FunctionCall) goja.Value {
	object, _ := call.Argument(0).(*goja.Object)
	own, ok := b.engine.HandleOf(call.Argument(1)).(base)
	context, isContext := b.engine.HandleOf(call.Argument(3)).(*secureContext)
	if !ok || !isContext {
		return goja.Undefined()
	}
	w := &wrap{connection: newConnection(context.settled(), call.Argument(4).ToBoolean()), binding: b, object: object, base: own}
	w.answers = make(chan any, 1)
	w.connection.tell, w.connection.ask = w.post, w.question
	w.takeFrom(call.Argument(2))
	_, stream := w.below.(*duplex)
	own.Attach(w.connection, !stream)
	return b.engine.ToValue(op.Handle{Value: w})
}

// takeFrom takes the connection below, if there is one yet.
func (w *wrap) takeFrom(handle goja.Value) {
	if from, ok := w.binding.engine.HandleOf(handle).(below); ok && w.below == nil {
		if lower, err := from.Take(); err == nil {
			w.below = lower
		}
	}
}

func (b *binding) start(w *wrap, call goja.FunctionCall) goja.Value {
	w.takeFrom(call.Argument(1))
	if w.below == nil {
		return b.engine.VM.ToValue(false)
	}
	if read, ok := call.Argument(2).(*goja.Object); ok && !w.started {
		length := int(read.Get("length").ToInteger())
		for i := length - 1; i >= 0; i-- {
			w.below.Receive(bytesOf(read.Get(b.engine.VM.ToValue(i).String())))
		}
	}
	if d, ok := w.below.(*duplex); ok {
		d.setShaking(true)
		w.shaken = func() { d.setShaking(false) }
	}
	w.connection.start(w.below)
	return b.engine.VM.ToValue(true)
}

// idle says that a handshake waits for the program, which must be kept alive by something else.
func (w *wrap) idle(on bool) {
	if d, ok := w.below.(*duplex); ok {
		d.mu.Lock()
		d.waiting = on
		d.settle()
		d.mu.Unlock()
	}
}

// post calls JavaScript with an event.
func (w *wrap) post(event int, args ...any) {
	e := w.binding.engine
	e.Loop.Post(func() {
		if !w.base.Closed() {
			w.call(event, args)
		}
	})
}

func (w *wrap) call(event int, args []any) {
	e := w.binding.engine
	if event == eventSession && !w.server {
		// Not before the program hears of it: until then it has the one before.
		packed := args[1].([]byte)
		w.mu.Lock()
		w.session = packed
		w.ticket, _, _ = parseSession(packed)
		w.mu.Unlock()
	}
	values := []goja.Value{w.object, e.VM.ToValue(event), goja.Undefined(), goja.Undefined()}
	for i, arg := range args {
		if err, ok := arg.(error); ok {
			values[2+i] = e.ErrorValue(err)
			continue
		}
		if list, ok := arg.([]byte); ok && list == nil {
			values[2+i] = goja.Null()
			continue
		}
		values[2+i] = e.ToValue(arg)
	}
	e.InAsync(w.base.Resource(), func() {
		_, err := w.binding.dispatch(goja.Undefined(), values...)
		e.Loop.Report(err)
	})
	if event == eventDone && !w.base.Closed() {
		w.lower.release()
		close(w.open)
	}
}

// question is post for an event that waits for an answer.
func (w *wrap) question(event int, args ...any) (any, bool) {
	e := w.binding.engine
	e.Loop.Post(func() {
		if !w.base.Closed() {
			w.asked = true
			w.idle(true)
			w.call(event, args)
		}
	})
	select {
	case answer := <-w.answers:
		return answer, true
	case <-w.closed:
		return nil, false
	}
}

// setOptions(wrap, requestCert, rejectMissing, name, protocols, session, flags): undefined leaves what is. flags are bits.
func (b *binding) setOptions(w *wrap, call goja.FunctionCall) goja.Value {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.started {
		return goja.Undefined()
	}
	o := &w.options
	given := func(i int) (goja.Value, bool) { v := call.Argument(i); return v, !goja.IsUndefined(v) }
	if v, ok := given(1); ok {
		o.requestCert = v.ToBoolean()
	}
	if v, ok := given(2); ok {
		o.rejectMissing = v.ToBoolean()
	}
	if v, ok := given(3); ok {
		o.name = v.String()
	}
	if v, ok := given(4); ok {
		o.protocols = splitProtocols(bytesOf(v))
	}
	if v, ok := given(5); ok {
		o.session = bytesOf(v)
	}
	flags := call.Argument(6).ToInteger()
	for i, flag := range []*bool{&o.helloEvent, &o.alpnEvent, &o.sessionEvents, &o.keyLog, &o.ocsp} {
		*flag = *flag || flags&(1<<i) != 0
	}
	return goja.Undefined()
}

// splitProtocols takes apart what ALPN sends.
func splitProtocols(list []byte) []string {
	var names []string
	for len(list) > 0 {
		length := int(list[0])
		if length >= len(list) {
			break
		}
		names = append(names, string(list[1:1+length]))
		list = list[1+length:]
	}
	return names
}

func (b *binding) setContext(w *wrap, call goja.FunctionCall) goja.Value {
	if context, ok := b.engine.HandleOf(call.Argument(1)).(*secureContext); ok {
		w.mu.Lock()
		w.settings = context.settled()
		w.chosenBare = len(w.settings.certificates) == 0
		w.mu.Unlock()
	}
	return goja.Undefined()
}

func (b *binding) setStaple(w *wrap, call goja.FunctionCall) goja.Value {
	w.mu.Lock()
	w.staple = bytesOf(call.Argument(1))
	w.mu.Unlock()
	return goja.Undefined()
}

func (b *binding) setFragment(w *wrap, call goja.FunctionCall) goja.Value {
	size := call.Argument(1).ToInteger()
	ok := size >= 512 && size <= maxFragment
	if ok {
		w.fragment = int(size)
	}
	return b.engine.VM.ToValue(ok)
}

func (b *binding) exportKey(w *wrap, call goja.FunctionCall) goja.Value {
	if !w.done() || w.failed != nil {
		return goja.Undefined()
	}
	var context []byte
	if v := call.Argument(3); !goja.IsUndefined(v) {
		if context = bytesOf(v); context == nil {
			context = []byte{}
		}
	}
	key, err := w.state.ExportKeyingMaterial(call.Argument(2).String(), context, int(call.Argument(1).ToInteger()))
	if err != nil {
		b.engine.Throw(&op.Error{Code: "ERR_CRYPTO_OPERATION_FAILED", Message: "Key material cannot be exported: " + err.Error()})
	}
	return b.engine.ToValue(key)
}

// get(wrap, what) tells of a connection after its handshake, undefined before.
func (b *binding) get(w *wrap, call goja.FunctionCall) goja.Value {
	return b.engine.ToValue(w.about(call.Argument(1).String()))
}

func (c *connection) about(what string) any {
	over := c.done() && c.failed == nil
	c.mu.Lock()
	defer c.mu.Unlock()
	switch what {
	case "session":
		if c.session == nil && over {
			return []byte(markPrefix) // one that nothing can be resumed with
		}
		return anyBytes(c.session)
	case "ticket":
		return anyBytes(c.ticket)
	case "local":
		if c.local != nil {
			return chainOf(localChain(c.local, &c.settings.store))
		}
		if !over && len(c.settings.certificates) > 0 {
			return chainOf(localChain(&c.settings.certificates[0], &c.settings.store))
		}
		return nil
	case "name":
		if c.server && c.hello != nil {
			return c.hello.ServerName
		}
		return c.options.name
	}
	if !over {
		return nil
	}
	switch what {
	case "reason":
		if len(c.state.PeerCertificates) == 0 {
			return []any{"UNABLE_TO_GET_ISSUER_CERT", "unable to get issuer certificate"}
		}
		if c.reason == "" {
			return nil
		}
		return []any{c.reason, reasons[c.reason]}
	case "peer":
		return chainOf(c.path)
	case "protocol":
		return versionNames[c.state.Version]
	case "cipher":
		return []any{suiteName(c.state.CipherSuite), tls.CipherSuiteName(c.state.CipherSuite), suiteVersion(c.state.CipherSuite)}
	case "alpn":
		return c.state.NegotiatedProtocol
	case "reused":
		return c.state.DidResume
	case "curve":
		at := slices.IndexFunc(curveTable, func(entry curve) bool { return entry.id == c.state.CurveID })
		if at < 0 {
			return nil
		}
		return []any{curveTable[at].names[0], curveTable[at].bits}
	case "sigalgs":
		var names []string
		for _, s := range c.sigalgs {
			if name := sigalgNames[uint16(s)]; name != "" {
				names = append(names, name)
			}
		}
		return names
	case "finished":
		return anyBytes(c.finished[0])
	case "peerFinished":
		return anyBytes(c.finished[1])
	}
	return nil
}

func anyBytes(data []byte) any {
	if data == nil {
		return nil
	}
	return bytes.Clone(data)
}

// localChain is a certificate that was sent, with its issuers.
func localChain(certificate *tls.Certificate, s *store) []*x509.Certificate {
	list := []*x509.Certificate{certificate.Leaf}
	for _, der := range certificate.Certificate[1:] {
		if c, err := x509.ParseCertificate(der); err == nil {
			list = append(list, c)
		}
	}
	path, _ := s.verify(list, x509.ExtKeyUsageAny, certificate.Leaf.NotBefore)
	return path
}

// Package fetch is the Fetch Standard's fetch, Headers, Request, Response and FormData.
//
// The Go half has header lists, media types, forms, integrity, and the network: requests go through net/http's transport on
// goroutines of their own, bodies stream both ways under back-pressure. The JavaScript half holds the classes and the standard's
// algorithms. Other builtins get it with require('internal/fetch'). Only runtime/backend's table imports it.
package fetch

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
	"github.com/deskjs/deskjs/runtime/backend/op"
)

var (
	//go:embed fetch.d.ts
	types string
	//go:embed fetch.js
	source string
	//go:embed network.js
	networkSource string
	//go:embed webidl.js
	webidlSource string
	//go:embed headers.js
	headersSource string
	//go:embed body.js
	bodySource string
	//go:embed consume.js
	consumeSource string
	//go:embed response.js
	responseSource string
	//go:embed request.js
	requestSource string
	//go:embed formdata.js
	formdataSource string
	//go:embed base.js
	baseSource string
	//go:embed referrer.js
	referrerSource string
	//go:embed schemes.js
	schemesSource string
	//go:embed errors.js
	errorsSource string
	//go:embed timing.js
	timingSource string
	//go:embed upload.js
	uploadSource string
	//go:embed dispatcher.js
	dispatcherSource string
)

// Modules are the global function and classes, and their parts, each loaded when it is first needed.
var Modules = []*engine.Module{
	{Name: "internal/fetch", Types: types, Source: source, Internal: true, Globals: map[string]string{"fetch": "fetch"}},
	{Name: "internal/fetch/base", Source: baseSource, Internal: true},
	{Name: "internal/fetch/body", Source: bodySource, Internal: true},
	{Name: "internal/fetch/consume", Source: consumeSource, Internal: true, Natives: bodyNatives, Ops: op.Table{
		op.Pure("parseMultipart", parseMultipartOp),
	}},
	{Name: "internal/fetch/dispatcher", Source: dispatcherSource, Internal: true},
	{Name: "internal/fetch/errors", Source: errorsSource, Internal: true},
	{Name: "internal/fetch/formdata", Source: formdataSource, Internal: true, Globals: map[string]string{"FormData": "FormData"}},
	{Name: "internal/fetch/headers", Source: headersSource, Internal: true, Natives: headerNatives, Globals: map[string]string{"Headers": "Headers"}},
	{Name: "internal/fetch/network", Source: networkSource, Internal: true, Natives: networkNatives},
	{Name: "internal/fetch/referrer", Source: referrerSource, Internal: true},
	{Name: "internal/fetch/request", Source: requestSource, Internal: true, Globals: map[string]string{"Request": "Request"}},
	{Name: "internal/fetch/response", Source: responseSource, Internal: true, Globals: map[string]string{"Response": "Response"}},
	{Name: "internal/fetch/schemes", Source: schemesSource, Internal: true, Ops: op.Table{
		op.Pure("dataURL", dataURLOp),
		op.Pure("integrityMatches", integrityMatchesOp),
	}},
	{Name: "internal/fetch/timing", Source: timingSource, Internal: true},
	{Name: "internal/fetch/upload", Source: uploadSource, Internal: true},
	{Name: "internal/fetch/webidl", Source: webidlSource, Internal: true},
}

// Package http2 is Node's http2 module: clients and servers, their sessions and streams, and the API that is like http's.
//
// The Go half marshals what package runtime/backend/http2 does, which has the protocol; the JavaScript half, which follows Node's
// own closely, holds its classes, checks, streams and order of events. Only runtime/backend's table imports it.
package http2

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed http2.js
	source string
	//go:embed http2.d.ts
	types string
	//go:embed channels.js
	channelsSource string
	//go:embed checks.js
	checksSource string
	//go:embed compat.js
	compatSource string
	//go:embed constants.js
	constantsSource string
	//go:embed duplex.js
	duplexSource string
	//go:embed events.js
	eventsSource string
	//go:embed file.js
	fileSource string
	//go:embed handles.js
	handlesSource string
	//go:embed headers.js
	headersSource string
	//go:embed io.js
	ioSource string
	//go:embed request.js
	requestSource string
	//go:embed respond.js
	respondSource string
	//go:embed response.js
	responseSource string
	//go:embed secure.js
	secureSource string
	//go:embed server.js
	serverSource string
	//go:embed serverstream.js
	serverstreamSource string
	//go:embed session.js
	sessionSource string
	//go:embed sessions.js
	sessionsSource string
	//go:embed settings.js
	settingsSource string
	//go:embed socket.js
	socketSource string
	//go:embed statistics.js
	statisticsSource string
	//go:embed stream.js
	streamSource string
	//go:embed symbols.js
	symbolsSource string
)

// Modules are require('http2') and its parts.
var Modules = []*engine.Module{
	{Name: "http2", Source: source, Types: types},
	{Name: "internal/http2/channels", Source: channelsSource, Internal: true},
	{Name: "internal/http2/checks", Source: checksSource, Internal: true},
	{Name: "internal/http2/compat", Source: compatSource, Internal: true},
	{Name: "internal/http2/constants", Source: constantsSource, Internal: true},
	{Name: "internal/http2/duplex", Source: duplexSource, Internal: true},
	{Name: "internal/http2/events", Source: eventsSource, Internal: true},
	{Name: "internal/http2/file", Source: fileSource, Internal: true},
	{Name: "internal/http2/handles", Source: handlesSource, Internal: true, Natives: natives},
	{Name: "internal/http2/headers", Source: headersSource, Internal: true},
	{Name: "internal/http2/io", Source: ioSource, Internal: true},
	{Name: "internal/http2/request", Source: requestSource, Internal: true},
	{Name: "internal/http2/respond", Source: respondSource, Internal: true},
	{Name: "internal/http2/response", Source: responseSource, Internal: true},
	{Name: "internal/http2/secure", Source: secureSource, Internal: true},
	{Name: "internal/http2/server", Source: serverSource, Internal: true},
	{Name: "internal/http2/serverstream", Source: serverstreamSource, Internal: true},
	{Name: "internal/http2/session", Source: sessionSource, Internal: true},
	{Name: "internal/http2/sessions", Source: sessionsSource, Internal: true},
	{Name: "internal/http2/settings", Source: settingsSource, Internal: true},
	{Name: "internal/http2/socket", Source: socketSource, Internal: true},
	{Name: "internal/http2/statistics", Source: statisticsSource, Internal: true},
	{Name: "internal/http2/stream", Source: streamSource, Internal: true},
	{Name: "internal/http2/symbols", Source: symbolsSource, Internal: true},
}

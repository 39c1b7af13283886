//go:build !deskjstest

package desktop

import "github.com/deskjs/deskjs/bridge"

// What apps ship as can't be driven by tests: the other half of this file is in testing.go, which only the runtime of
// `deskjs test` has.

func (*host) control(bridge.Records) {}

func (*host) answered(*appWindow, string) bool { return false }

func (*host) answeredByBackend(bridge.Records) bool { return false }

func (*host) testScript() string { return "" }

func (*host) fake(*natives) {}

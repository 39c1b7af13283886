package main

import (
	"errors"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/internal/payload"
	"github.com/deskjs/deskjs/runtime/backend"
)

func runBackend(open func(payload string) (payload.App, error), development *backend.Development, args []string) int {
	conn, err := bridge.OpenInherited()
	if err != nil {
		return fail(errors.New(backendRole + " is for the app's own use: start the app without it"))
	}
	// Package webview_go keeps the main goroutine on the main thread, where every
	// switch to another goroutine is slow: JavaScript runs elsewhere.
	done := make(chan int)
	go func() { done <- backend.Serve(conn, open, development, args...) }()
	return <-done
}

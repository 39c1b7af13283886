// Command wails is a peer that bench compares windows with: a program on Wails 2, whose page calls the methods of a
// bound struct. It is a module of its own: nothing of DeskJS depends on Wails.
package main

import (
	"context"
	"embed"
	"encoding/base64"
	"fmt"
	"os"
	"sync"
	"time"

	"github.com/wailsapp/wails/v2"
	"github.com/wailsapp/wails/v2/pkg/options"
	"github.com/wailsapp/wails/v2/pkg/options/assetserver"
	"github.com/wailsapp/wails/v2/pkg/runtime"
)

//go:embed index.html main.js measure.js
var assets embed.FS

func main() {
	app := &App{}
	err := wails.Run(&options.App{
		Title: "Bench", Width: 960, Height: 640,
		AssetServer: &assetserver.Options{Assets: assets},
		OnStartup:   func(ctx context.Context) { app.ctx = ctx },
		Bind:        []any{app},
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// App is what the page calls: Wails runs each call on a goroutine of its own.
type App struct {
	ctx context.Context

	mutex     sync.Mutex
	last      time.Time
	intervals []float64
}

// Part returns what to measure.
func (a *App) Part() string { return os.Getenv("BENCH_PART") }

// Note is a small value.
type Note struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

// Echo returns what it is given.
func (a *App) Echo(note Note) Note { return note }

// Tick is Echo, which notes when it was called.
func (a *App) Tick(note Note) Note {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	now := time.Now()
	a.intervals = append(a.intervals, float64(now.Sub(a.last).Nanoseconds())/1000)
	a.last = now
	return note
}

// Ticks returns the microseconds between the calls of Tick, since the last time this was asked.
func (a *App) Ticks() []float64 {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	taken := a.intervals[min(1, len(a.intervals)):]
	a.intervals = nil
	return taken
}

// Sink takes bytes as base64: as the array of numbers that Wails' types ask for they are several times slower.
func (a *App) Sink(text string) int {
	bytes, _ := base64.StdEncoding.DecodeString(text)
	return len(bytes)
}

// Source returns bytes, which Wails makes base64.
func (a *App) Source(length int) []byte { return make([]byte, length) }

// Items sends so many items by events.
func (a *App) Items(count int) {
	go func() {
		for id := range count {
			runtime.EventsEmit(a.ctx, "item", Note{id, "a note"})
		}
	}()
}

// Mark tells bench to look.
func (a *App) Mark(name string) { fmt.Println("MARK " + name) }

// Report tells bench the figures and ends the program.
func (a *App) Report(text string) {
	fmt.Println("BENCH " + text)
	os.Exit(0)
}

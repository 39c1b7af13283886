// Command webview is a peer that bench compares windows with: a bare program on
// webview_go, whose page calls Go by Bind.
package main

import (
	_ "embed"
	"encoding/base64"
	"fmt"
	"os"
	"strings"
	"time"

	webview "github.com/webview/webview_go"
)

// page measures with the script that the app's page measures with; measure.js is
// pasted in, since a page of SetHtml has no files.
const page = `<!doctype html><title>Bench</title>
<script>const first = Date.now()</script>
<script type="module">
MEASURE
const toBase64 = (bytes) => {
	let text = ''
	for (let i = 0; i < bytes.length; i += 32768) text += String.fromCharCode.apply(null, bytes.subarray(i, i + 32768))
	return btoa(text)
}
const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
report(JSON.stringify({ first, ...await measure(await goPart(), {
	echo: goEcho, tick: goTick, ticks: goTicks, mark: goMark,
	sink: (bytes) => goSink(toBase64(bytes)),
	source: async (length) => fromBase64(await goSource(length)),
	up: async (more) => {
		while (more()) await goSink(toBase64(new Uint8Array(1e6)))
	},
	down: async (more) => {
		while (more()) fromBase64(await goSource(1e6))
	},
	events: () => new Promise((resolve) => {
		let taken = 0
		globalThis.item = async () => {
			if (++taken === 100_000) resolve(await goGotAll())
		}
		goListens()
	}),
	itemCount: 100_000,
	items: (count, take) => new Promise((resolve) => {
		let taken = 0
		globalThis.item = (value) => {
			take(value)
			if (++taken === count) resolve()
		}
		goItems(count)
	}),
}) }))
</script>`

//go:embed measure.js
var measure string

// eventCount is how many events each of eventWindows gets.
const (
	eventCount   = 100_000
	eventWindows = 3
)

func main() {
	count := 1
	if os.Getenv("BENCH_PART") == "events" {
		count = eventWindows
	}
	var all []webview.WebView
	for range count {
		all = append(all, webview.New(false))
	}
	listening, got := 0, 0
	var begun time.Time
	for _, w := range all {
		bind(w, "goListens", func() {
			if listening++; listening < len(all) {
				return
			}
			begun = time.Now()
			go func() {
				for id := range eventCount {
					for _, w := range all {
						w.Dispatch(func() { w.Eval(fmt.Sprintf(`item({"id":%d,"text":"a note"})`, id)) })
					}
				}
			}()
		})
		bind(w, "goGotAll", func() any {
			if got++; got < len(all) {
				return nil
			}
			return float64(len(all)*eventCount) / time.Since(begun).Seconds()
		})
		open(w)
	}
	all[0].Run()
}

// open shows the page in one window.
func open(w webview.WebView) {
	w.SetTitle("Bench")
	w.SetSize(960, 640, webview.HintNone)
	bind(w, "goPart", func() string { return os.Getenv("BENCH_PART") })
	bind(w, "goEcho", func(value any) any { return value })
	var last time.Time
	var intervals []float64
	bind(w, "goTick", func(value any) any {
		now := time.Now()
		intervals = append(intervals, float64(now.Sub(last).Nanoseconds())/1000)
		last = now
		return value
	})
	bind(w, "goTicks", func() []float64 {
		taken := intervals[min(1, len(intervals)):]
		intervals = nil
		return taken
	})
	bind(w, "goSink", func(text string) int {
		bytes, _ := base64.StdEncoding.DecodeString(text)
		return len(bytes)
	})
	bind(w, "goSource", func(length int) string { return base64.StdEncoding.EncodeToString(make([]byte, length)) })
	bind(w, "goItems", func(count int) {
		go func() {
			for id := range count {
				w.Dispatch(func() { w.Eval(fmt.Sprintf(`item({"id":%d,"text":"a note"})`, id)) })
			}
		}()
	})
	bind(w, "goMark", func(name string) { fmt.Println("MARK " + name) })
	bind(w, "report", func(text string) {
		if strings.Contains(text, `"events":null`) {
			return // not the last of the windows
		}
		fmt.Println("BENCH " + text)
		os.Exit(0)
	})
	w.SetHtml(strings.Replace(page, "MEASURE", strings.ReplaceAll(measure, "export ", ""), 1))
}

func bind(w webview.WebView, name string, function any) {
	if err := w.Bind(name, function); err != nil {
		panic(err)
	}
}

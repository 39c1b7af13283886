// Package perfhooks is Node's perf_hooks and the global performance: the time, marks and measures, their observers,
// histograms, and figures of the event loop.
//
// Only runtime/backend imports this package.
package perfhooks

import (
	_ "embed"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

var (
	//go:embed perf_hooks.js
	source string
	//go:embed perf_hooks.d.ts
	types string
	//go:embed performance.js
	performanceSource string
	//go:embed timeline.js
	timelineSource string
	//go:embed observe.js
	observeSource string
	//go:embed observers.js
	observersSource string
	//go:embed resource.js
	resourceSource string
	//go:embed histogram.js
	histogramSource string
)

// Module is perf_hooks.
var Module = &engine.Module{Name: "perf_hooks", Source: source, Types: types}

// The parts, each loaded when it is first needed.
var (
	Performance = &engine.Module{
		Name: "internal/perf/performance", Source: performanceSource, Natives: natives, Internal: true,
		Globals: map[string]string{"performance": "performance", "Performance": "Performance"},
	}
	Timeline = &engine.Module{
		Name: "internal/perf/timeline", Source: timelineSource, Natives: natives, Internal: true,
		Globals: map[string]string{
			"PerformanceEntry": "PerformanceEntry", "PerformanceMark": "PerformanceMark", "PerformanceMeasure": "PerformanceMeasure",
		},
	}
	Observe = &engine.Module{
		Name: "internal/perf/observe", Source: observeSource, Internal: true,
		Globals: map[string]string{
			"PerformanceObserver": "PerformanceObserver", "PerformanceObserverEntryList": "PerformanceObserverEntryList",
		},
	}
	Observers = &engine.Module{Name: "internal/perf/observers", Source: observersSource, Internal: true}
	Resource  = &engine.Module{
		Name: "internal/perf/resource", Source: resourceSource, Internal: true,
		Globals: map[string]string{"PerformanceResourceTiming": "PerformanceResourceTiming"},
	}
	Histogram = &engine.Module{Name: "internal/perf/histogram", Source: histogramSource, Natives: histogramNatives, Internal: true}
)

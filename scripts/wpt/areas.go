package main

import (
	"slices"
	"strings"
)

// areas are the folders that run; network says that a file's fetch is the runtime's and not a reader of files.
var areas = []struct {
	name    string
	network bool
}{
	{"FileAPI", true}, {"WebCryptoAPI", false}, {"compression", false}, {"console", false}, {"dom/abort", false}, {"dom/events", false},
	{"encoding", false}, {"eventsource", true}, {"fetch/api", true}, {"fetch/content-encoding", true}, {"fetch/data-urls", true}, {"hr-time", false},
	{"html", false}, {"mimesniff", true}, {"performance-timeline", false}, {"resource-timing", false}, {"streams", false}, {"url", false},
	{"urlpattern", false}, {"user-timing", false}, {"webidl", false}, {"webmessaging", false}, {"websockets", true}, {"xhr/formdata", true},
}

// areaOf returns the area of a file by its path, "" if it has none.
func areaOf(path string) (name string, network bool) {
	for _, area := range areas {
		if strings.HasPrefix(path, area.name+"/") {
			return area.name, area.network
		}
	}
	return "", false
}

func isArea(name string) bool {
	return slices.ContainsFunc(areas, func(area struct {
		name    string
		network bool
	}) bool {
		return area.name == name
	})
}

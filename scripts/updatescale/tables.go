package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/deskjs/deskjs/internal/update/manifest"
)

// Sizes in bytes, as they were measured: see docs/updates-at-scale.md.
const (
	listSize    = 2_000   // a list with five deltas
	headers     = 700     // of a request and its answer, TLS records included
	wholeSize   = 487_000 // a payload of 2 MB
	stepSize    = 6_000   // the delta of an ordinary release
	bumpSize    = 18_400  // of one with a new version of a large dependency
	bumpEvery   = 4       // one release in so many is such a one
	shared      = 0.85    // of the bytes of several steps, what one delta over all of them has
	makeSeconds = 0.6     // to make a delta of such a payload
)

// table is one of the document's.
type table struct {
	name string
	head []string
	rows [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// markdown is the table as the document has it.
func (t *table) markdown() string {
	var b strings.Builder
	line := func(cells []string) { fmt.Fprintf(&b, "| %s |\n", strings.Join(cells, " | ")) }
	line(t.head)
	rule := make([]string, len(t.head))
	for i := range rule {
		rule[i] = "---"
		if i > 0 {
			rule[i] = "---:"
		}
	}
	line(rule)
	for _, row := range t.rows {
		line(row)
	}
	return b.String()
}

func size(n float64) string {
	for _, unit := range []string{"B", "kB", "MB", "GB"} {
		if n < 1000 {
			return fmt.Sprintf("%.3g %s", n, unit)
		}
		n /= 1000
	}
	return fmt.Sprintf("%.3g TB", n)
}

func count(n float64) string {
	text := fmt.Sprintf("%.0f", n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "," + text[i:]
	}
	return text
}

func percent(part, all float64) string { return fmt.Sprintf("%.1f %%", part/all*100) }

func clock(minutes int) string {
	if minutes < 120 {
		return fmt.Sprintf("%d min", minutes)
	}
	return fmt.Sprintf("%.1f h", float64(minutes)/60)
}

// quiet is a day without a release.
func quiet(all []device) *table {
	t := &table{name: "quiet", head: []string{"a day without a release", "10 million installs"}}
	perMinute := make([]float64, day)
	var active, first, again float64
	for i := range all {
		used := false
		for _, c := range all[i].checks {
			if c.minute < 5*day || c.minute >= 6*day {
				continue
			}
			used = true
			perMinute[c.minute-5*day] += weight
			if c.first {
				first += weight
			} else {
				again += weight
			}
		}
		if used {
			active += weight
		}
	}
	peak := 0.0
	for hour := range 24 {
		sum := 0.0
		for _, n := range perMinute[hour*60 : hour*60+60] {
			sum += n
		}
		peak = max(peak, sum/3600)
	}
	t.add("devices in use", count(active))
	t.add("requests for the list", count(first+again))
	t.add("of them answered 304, because the app has the list", percent(again, first+again))
	t.add("requests a second: mean, busiest hour", fmt.Sprintf("%.0f, %.0f", (first+again)/86400, peak))
	t.add("bytes", size(first*(listSize+headers)+again*headers))
	return t
}

// stepOf is the size of the delta over one release, counted back from the newest.
func stepOf(back int) float64 {
	if back%bumpEvery == 0 {
		return bumpSize
	}
	return stepSize
}

// direct is the size of one delta over several releases, chain that of one for each.
func direct(back int) float64 {
	if back == 1 {
		return stepOf(1)
	}
	return shared * chain(back)
}

func chain(back int) float64 {
	sum := 0.0
	for i := 1; i <= back; i++ {
		sum += stepOf(i)
	}
	return sum
}

// policy is for which devices there are deltas.
type policy struct {
	name   string
	deltas int // made at each release
	cost   func(behind int) (bytes float64, requests int, delta bool)
}

func policies() []policy {
	whole := policy{"whole payloads only", 0, func(int) (float64, int, bool) { return wholeSize, 1, false }}
	list := []policy{whole}
	for _, n := range []int{1, 3, 5, 10} {
		list = append(list, policy{fmt.Sprintf("deltas from the last %d", n), n, func(behind int) (float64, int, bool) {
			if behind > n || direct(behind) >= wholeSize {
				return wholeSize, 1, false
			}
			return direct(behind), 1, true
		}})
	}
	return append(list, policy{"one delta a release, chained up to 16", 1, func(behind int) (float64, int, bool) {
		if behind > 16 || chain(behind) >= wholeSize {
			return wholeSize, 1, false
		}
		return chain(behind), behind, true
	}})
}

// deltas compares what one release costs with each policy, once the devices of two weeks have taken it.
func deltas(all []device) *table {
	t := &table{name: "deltas", head: []string{"policy", "by delta", "mean download", "bytes of the release", "requests for files", "of a 100 MB/s link", "made in"}}
	for _, p := range policies() {
		var devices, bytes, requests, byDelta float64
		for i := range all {
			if all[i].after(release) < 0 {
				continue
			}
			b, r, d := p.cost(all[i].behind)
			devices += weight
			bytes += weight * (b + float64(r)*headers)
			requests += weight * float64(r)
			if d {
				byDelta += weight
			}
		}
		t.add(p.name, percent(byDelta, devices), size(bytes/devices), size(bytes), count(requests), fmt.Sprintf("%.1f h", bytes/100e6/3600), fmt.Sprintf("%.1f s", makeSeconds*float64(1+p.deltas)))
	}
	return t
}

// day1 is the load of the first hours after a release for everybody.
func day1(all []device) *table {
	t := &table{name: "release", head: []string{"after the release", "devices that have it", "requests a second, files", "by delta", "whole payloads only"}}
	p := policies()[3]
	taken := 0.0
	last := 0
	for _, until := range []int{10, 60, 4 * 60, 12 * 60, day, 3 * day, 7 * day, 13 * day} {
		var devices, bytes float64
		for i := range all {
			at := all[i].after(release)
			if at < release+last || at >= release+until {
				continue
			}
			b, _, _ := p.cost(all[i].behind)
			devices += weight
			bytes += weight * b
		}
		taken += devices
		seconds := float64(until-last) * 60
		t.add(span(until), percent(taken, installs), fmt.Sprintf("%.0f", devices/seconds), size(bytes/seconds)+"/s", size(devices*wholeSize/seconds)+"/s")
		last = until
	}
	return t
}

func span(minutes int) string {
	switch {
	case minutes < 120:
		return fmt.Sprintf("%d min", minutes)
	case minutes < 2*day:
		return fmt.Sprintf("%d h", minutes/60)
	}
	return fmt.Sprintf("%d days", minutes/day)
}

// stage is a step of a rollout: from that minute after the release on, so many of a hundred.
type stage struct {
	after   int
	percent float64
}

// plans are ways to roll out.
var plans = []struct {
	name   string
	stages []stage
}{
	{"all at once", []stage{{0, 100}}},
	{"5 %, a day later all", []stage{{0, 5}, {day, 100}}},
	{"1 %, 10 % after 12 h, all after 36 h", []stage{{0, 1}, {12 * 60, 10}, {36 * 60, 100}}},
	{"0.1 %, 1 % after 6 h, 10 % after a day, all after 2", []stage{{0, 0.1}, {6 * 60, 1}, {day, 10}, {2 * day, 100}}},
}

// takes returns when a device takes a release that is rolled out so, counted from the release; -1 is never in this world.
func (d *device) takes(stages []stage) int {
	for _, s := range stages {
		if !(manifest.Rollout{Percent: s.percent, Salt: "com.example.notes 1.2.0"}).Includes(d.name) {
			continue
		}
		if at := d.after(release + s.after); at >= 0 {
			return at - release
		}
		return -1
	}
	return -1
}

// rollouts is how fast each plan reaches people.
func rollouts(all []device) *table {
	marks := []int{60, 6 * 60, 12 * 60, day, 36 * 60, 2 * day, 7 * day, 13 * day}
	t := &table{name: "rollouts", head: []string{"rollout"}}
	for _, mark := range marks {
		t.head = append(t.head, span(mark))
	}
	for _, plan := range plans {
		have := make([]float64, len(marks))
		for i := range all {
			at := all[i].takes(plan.stages)
			for j, mark := range marks {
				if at >= 0 && at < mark {
					have[j] += weight
				}
			}
		}
		row := []string{plan.name}
		for _, n := range have {
			row = append(row, fmt.Sprintf("%.2g %%", n/installs*100))
		}
		t.add(row...)
	}
	return t
}

// What an author needs to find out that a release is bad.
const (
	reports     = 50   // of the same failure
	reportRate  = 0.02 // of those who meet it report it
	reportAfter = 60   // minutes after they took it
	react       = 30   // minutes from the last report needed to `deskjs publish --halt`
	cachedList  = 5    // minutes for which a CDN serves the old list
)

// halting is how many devices a bad release reaches before it is halted.
func halting(all []device) *table {
	t := &table{name: "halting", head: []string{"rollout", "fails on", "halted after", "devices that took it", "met the failure"}}
	for _, plan := range plans {
		takes := make([]int, len(all))
		for i := range all {
			takes[i] = all[i].takes(plan.stages)
		}
		for _, share := range []float64{0.01, 0.2, 1} {
			// The same devices meet it whichever the plan.
			meets := func(d *device) bool {
				return (manifest.Rollout{Percent: share * 100, Salt: "the failure"}).Includes(d.name)
			}
			met := make([]float64, days*day)
			for i := range all {
				if at := takes[i]; at >= 0 && meets(&all[i]) {
					met[at] += weight
				}
			}
			halted, sum := math.MaxInt, 0.0
			for minute, n := range met {
				if sum += n * reportRate; sum >= reports {
					halted = minute + reportAfter + react + cachedList
					break
				}
			}
			var took, failed float64
			for i := range all {
				if at := takes[i]; at >= 0 && at < halted {
					took += weight
					if meets(&all[i]) {
						failed += weight
					}
				}
			}
			when := "never"
			if halted < math.MaxInt {
				when = clock(halted)
			}
			t.add(plan.name, fmt.Sprintf("%.0f %%", share*100), when, count(took), count(failed))
		}
	}
	return t
}

func tables() []*table {
	all := population()
	return []*table{quiet(all), day1(all), deltas(all), rollouts(all), halting(all)}
}

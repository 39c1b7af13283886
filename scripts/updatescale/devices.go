package main

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// The world that is simulated. Times are in minutes from the beginning, midnight UTC of day 0.
const (
	installs = 10_000_000
	sample   = 100_000 // devices that are simulated, each for installs/sample
	weight   = installs / sample
	day      = 24 * 60
	days     = 15
	release  = day + 9*60 // the release comes on day 1 at 9:00 UTC
	interval = 4 * 60     // between checks while the app runs
)

// device is one installation, and when it asks for updates.
type device struct {
	name string // what decides on rollouts
	// checks are when it asks, in order; the first of each session asks without knowing the list that is there.
	checks []check
	// behind is how many versions it is behind when the release comes.
	behind int
}

type check struct {
	minute int
	first  bool
}

// habits are kinds of people: how many of a hundred they are, and how likely they use the app on a day.
var habits = []struct {
	percent int
	daily   float64
}{{45, 0.85}, {30, 0.35}, {20, 0.06}, {5, 0.01}}

// zones are where they live: how many of a hundred, and the hours that they are ahead of UTC.
var zones = []struct{ percent, hours int }{{35, -6}, {35, 1}, {30, 8}}

// hours are the chances that a session begins at an hour of the local day.
var hours = []float64{1, 0.5, 0.3, 0.2, 0.2, 0.5, 1.5, 4, 9, 11, 9, 7, 6, 8, 8, 7, 6, 5, 4, 4, 4, 3, 2, 1.5}

// releaseEvery is how many days lie between releases.
const releaseEvery = 7

func pick(random *rand.Rand, percent func(i int) int) int {
	at := random.IntN(100)
	for i := 0; ; i++ {
		if at -= percent(i); at < 0 {
			return i
		}
	}
}

func pickHour(random *rand.Rand) int {
	total := 0.0
	for _, chance := range hours {
		total += chance
	}
	at := random.Float64() * total
	for hour, chance := range hours {
		if at -= chance; at < 0 {
			return hour
		}
	}
	return len(hours) - 1
}

// population makes the devices, always the same ones.
func population() []device {
	random := rand.New(rand.NewPCG(2026, 11))
	all := make([]device, sample)
	for i := range all {
		d := &all[i]
		d.name = fmt.Sprintf("%032x", i)
		daily := habits[pick(random, func(i int) int { return habits[i].percent })].daily
		zone := zones[pick(random, func(i int) int { return zones[i].percent })].hours
		// The version that it has is that of the last day on which it was used.
		idle := 0
		for random.Float64() > daily && idle < 2*365 {
			idle++
		}
		d.behind = 1 + (idle+random.IntN(releaseEvery))/releaseEvery
		for today := range days {
			if random.Float64() > daily {
				continue
			}
			begin := today*day + ((pickHour(random)-zone+24)%24)*60 + random.IntN(60)
			length := int(20 + random.ExpFloat64()*150)
			d.checks = append(d.checks, check{begin, true})
			for at := begin; ; {
				at += int(interval * (0.75 + random.Float64()/2)) // as client.Wait spreads them
				if at > begin+length {
					break
				}
				d.checks = append(d.checks, check{at, false})
			}
		}
		slices.SortFunc(d.checks, func(a, b check) int { return a.minute - b.minute })
	}
	return all
}

// after returns the first check at or after a minute, -1 if there is none.
func (d *device) after(minute int) int {
	for _, c := range d.checks {
		if c.minute >= minute {
			return c.minute
		}
	}
	return -1
}

//go:build linux

package test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A templateTest is what an author does with a template, after init, install, check and test.
type templateTest struct {
	name string
	// draft is what is typed somewhere before an edit, and must still be there after it.
	draft string
	// file, old and replacement are an edit of the page while it is open; seen is true in the page when it has it.
	file, old, replacement, seen string
	// seed is put into the app's data before it is opened for its picture.
	seed func(t *testing.T, data string)
	// use is done with the built app.
	use func(p *page)
}

func TestTemplates(t *testing.T) {
	habits := func(name, file, old, replacement string) templateTest {
		return templateTest{
			name: name, draft: ".add input", file: file, old: old, replacement: replacement,
			seen: `return document.querySelector('.add button').textContent.trim() === 'Begin'`, seed: seedHabits, use: useHabits,
		}
	}
	tests := []templateTest{
		habits("react", "frontend/AddHabit.tsx", ">Add<", ">Begin<"),
		habits("preact", "frontend/AddHabit.tsx", ">Add<", ">Begin<"),
		habits("lit", "frontend/add-habit.ts", ">Add<", ">Begin<"),
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			app := filepath.Join(t.TempDir(), test.name)
			command(t, "init", app, "--yes", "--template", test.name, "--name", "Habits")
			if _, err := os.Stat(filepath.Join(app, "package-lock.json")); err == nil {
				command(t, "install", app)
			}
			command(t, "check", app)
			command(t, "test", app)
			test.edit(t, app)
			test.picture(t, app)
		})
	}
}

// edit opens the app as `deskjs dev` does, and changes a component of it under a draft.
func (test templateTest) edit(t *testing.T, app string) {
	p := open(t, home(t), deskjs, "dev", "--automation", app)
	defer p.Close()
	p.eventually(`return document.querySelector(arguments[0]) !== null`, test.draft)
	p.screenshot("empty")
	p.typeInto(test.draft, "Half a")
	edit(t, app, test.file, test.old, test.replacement)
	p.eventually(test.seen)
	edit(t, app, test.file, test.replacement, test.old)
}

// picture builds the app, uses it and takes its picture, light and dark.
func (test templateTest) picture(t *testing.T, app string) {
	command(t, "build", "--automation", app)
	programs, err := filepath.Glob(filepath.Join(app, "dist", "*"))
	if err != nil || len(programs) != 1 {
		t.Fatalf("built: %v, %v", programs, err)
	}
	env := home(t)
	test.seed(t, dataOf(env))
	p := open(t, env, programs[0])
	test.use(p)
}

// dataOf is the folder of environment env in which apps have their data.
func dataOf(env []string) string {
	for _, entry := range env {
		if value, found := strings.CutPrefix(entry, "XDG_DATA_HOME="); found {
			return value
		}
	}
	return ""
}

func seedHabits(t *testing.T, data string) {
	t.Helper()
	type habit struct {
		ID      string    `json:"id"`
		Name    string    `json:"name"`
		Color   int       `json:"color"`
		Created time.Time `json:"created"`
		Days    []string  `json:"days"`
	}
	var habits []habit
	now := time.Now()
	for i, kept := range []struct{ name, days string }{
		{"Walk 20 minutes", "1111111"}, {"Read ten pages", "1011110"}, {"Drink water", "1111011"}, {"No screens after ten", "0100110"}, {"Practise the violin", "1101101"},
	} {
		h := habit{ID: kept.name, Name: kept.name, Color: i, Created: now.Add(time.Duration(i) * time.Second), Days: []string{}}
		for day, mark := range kept.days {
			if mark == '1' {
				h.Days = append(h.Days, now.AddDate(0, 0, day-6).Format("2006-01-02"))
			}
		}
		habits = append(habits, h)
	}
	text, err := json.Marshal(habits)
	if err != nil {
		t.Fatal(err)
	}
	fill(t, data, "com.example.habits/habits.json", string(text))
}

func useHabits(p *page) {
	p.eventually(`return document.querySelectorAll('.habit').length === 5`)
	p.eventually(`return document.querySelector('.ring').textContent.trim() === '3/5'`)
	p.screenshot("light")
	p.click(".habits > :nth-child(2) .day.today")
	p.eventually(`return document.querySelector('.ring').textContent.trim() === '4/5'`)
	p.typeInto(".add input", "Water the plants"+enter)
	p.eventually(`return document.querySelectorAll('.habit').length === 6 && document.querySelector('.add input').value === ''`)
	p.click(".habits > :nth-child(3) .remove")
	p.eventually(`return document.querySelectorAll('.habit').length === 5 && document.querySelector('.toast').textContent.trim().startsWith('Drink water')`)
	p.click(".icon.system")
	p.click(".icon.light")
	p.eventually(`return getComputedStyle(document.documentElement).colorScheme === 'dark' && document.getAnimations().length === 0`)
	p.screenshot("dark")
	p.click(".toast button")
	p.eventually(`return document.querySelectorAll('.habit').length === 6 && document.querySelector('.toast') === null`)
}

//go:build linux

package test

import (
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/desktoptest"
)

// A templateTest is what an author does with a template, after init, install, check and test.
type templateTest struct {
	// template is made into an app called name.
	template, name string
	// draft is a field of the page that something is typed into before an edit, and which must still have it afterwards, unless
	// the framework has no way to take in a changed component, and the page reloads.
	draft   string
	reloads bool
	// file, old and replacement are an edit of the page while it is open; seen is true in the page when it has it.
	file, old, replacement, seen string
	// seed puts something into the app's data before it is opened for its picture.
	seed func(t *testing.T, data string)
	// use is done with the built app.
	use func(p *page)
}

// Every template becomes an app, is checked, tested, edited while it is open, built and used, and has its picture taken: artifacts/TestTemplates-*.
func TestTemplates(t *testing.T) {
	tests := []templateTest{
		{template: "vanilla", name: "Notes", draft: "#search", file: "frontend/style.css", old: "--desk: #f3f1ec", replacement: "--desk: #f0f0f0",
			seen: isGrey, seed: seedNotes, use: useNotes},
		habits("react", "frontend/AddHabit.tsx", ">Add<", ">Begin<"),
		habits("vue", "frontend/AddHabit.vue", ">Add<", ">Begin<"),
		habits("svelte", "frontend/AddHabit.svelte", ">Add<", ">Begin<"),
		habits("solid", "frontend/AddHabit.tsx", ">Add<", ">Begin<"),
		habits("preact", "frontend/AddHabit.tsx", ">Add<", ">Begin<"),
		reloading(habits("lit", "frontend/add-habit.ts", ">Add<", ">Begin<")),
		reloading(habits("angular", "frontend/add-habit.ts", ">Add<", ">Begin<")),
		plain("chat", "Chat", "#text", nil, useChat),
		plain("api-server", "Tasks", "#title", nil, useAPIServer),
		plain("electron", "Focus", "", seedSessions, useTimer),
	}
	for _, test := range tests {
		t.Run(test.template, func(t *testing.T) {
			t.Parallel()
			app := filepath.Join(t.TempDir(), test.template)
			command(t, "init", app, "--yes", "--template", test.template, "--name", test.name)
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

func habits(template, file, old, replacement string) templateTest {
	return templateTest{
		template: template, name: "Habits", draft: ".add input", file: file, old: old, replacement: replacement,
		seen: `return document.querySelector('.add button').textContent.trim() === 'Begin'`, seed: seedHabits, use: useHabits,
	}
}

func reloading(test templateTest) templateTest {
	test.reloads = true
	return test
}

const isGrey = `return getComputedStyle(document.body).backgroundColor === 'rgb(240, 240, 240)'`

// plain is for templates without a framework: what is edited is a style sheet.
func plain(template, name, draft string, seed func(t *testing.T, data string), use func(p *page)) templateTest {
	return templateTest{
		template: template, name: name, draft: draft, file: "frontend/base.css", old: "--desk: light-dark(#f4f3ef", replacement: "--desk: light-dark(#f0f0f0",
		seen: isGrey, seed: seed, use: use,
	}
}

// edit opens the app as `deskjs dev` does, and changes a component of it under a draft.
func (test templateTest) edit(t *testing.T, app string) {
	p := open(t, append(home(t), "PORT=0", "CHAT_PORT="+unusedPort(t)), deskjs, "dev", "--automation", app)
	defer p.Close()
	p.eventually(`return document.readyState === 'complete' && document.getAnimations().length === 0`)
	p.screenshot("empty")
	p.must(p.Execute(nil, `window.kept = true`))
	if test.draft != "" {
		p.typeInto(test.draft, "Half a")
	}
	edit(t, app, test.file, test.old, test.replacement)
	p.eventually(test.seen)
	if !test.reloads {
		p.eventually(`return window.kept === true && (!arguments[0] || document.querySelector(arguments[0]).value === 'Half a')`, test.draft)
	}
	edit(t, app, test.file, test.replacement, test.old)
}

// picture builds the app, uses it and takes its picture, light and dark.
func (test templateTest) picture(t *testing.T, app string) {
	command(t, "build", "--automation", app)
	programs, err := filepath.Glob(filepath.Join(app, "dist", "*"))
	if err != nil || len(programs) != 1 {
		t.Fatalf("built: %v, %v", programs, err)
	}
	env := append(desktoptest.Open(t).Env(), "PORT=0", "CHAT_PORT="+unusedPort(t))
	if test.seed != nil {
		test.seed(t, dataOf(env))
	}
	p := open(t, env, programs[0])
	test.use(p)
	p.reachedByKeyboard()
}

// unusedPort is one that nobody listens on.
func unusedPort(t *testing.T) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	_, port, err := net.SplitHostPort(listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// darken presses the button that changes the theme until the page is dark.
func (p *page) darken() {
	p.t.Helper()
	p.click(".icon.system")
	p.click(".icon.light")
	p.eventually(`return getComputedStyle(document.documentElement).colorScheme === 'dark' && document.getAnimations().length === 0`)
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

func seedNotes(t *testing.T, data string) {
	t.Helper()
	for i, note := range [][2]string{
		{"Ideas for the garden", "A bench under the apple tree, and thyme between the stones.\n\nAsk Miriam where she got the blue clematis.\n\n- dig over the bed by the wall\n- seeds: beans, chard, sweet peas\n- a rain barrel, 200 litres"},
		{"Groceries", "Milk, honey, two lemons"}, {"Train times", "8:12 platform 4, 9:12 platform 2"}, {"Books to read", "The Left Hand of Darkness"},
	} {
		then := time.Now().Add(-time.Duration(i*i*5) * time.Hour).Format(time.RFC3339)
		text, err := json.Marshal(map[string]string{"title": note[0], "body": note[1], "created": then, "modified": then})
		if err != nil {
			t.Fatal(err)
		}
		fill(t, data, fmt.Sprintf("com.example.notes/notes/%d.json", i), string(text))
	}
}

func useNotes(p *page) {
	p.eventually(`return document.querySelectorAll('#list li').length === 4`)
	p.click("#list li:first-child button")
	p.eventually(`return document.querySelector('#title').value === 'Ideas for the garden'`)
	p.screenshot("light")
}

func useChat(p *page) {
	handles := p.windows(2)
	said := []string{"Is the kettle on?", "It is. Tea in five minutes.", "Then I'll bring the biscuits", "The ones with ginger?", "The very same."}
	for _, handle := range handles {
		p.must(p.Window(handle))
		p.eventually(`return document.querySelectorAll('#people li').length === 2`)
	}
	for i, text := range said {
		p.must(p.Window(handles[i%2]))
		p.typeInto("#text", text+enter)
		p.eventually(`return document.querySelector('#messages').lastElementChild?.lastElementChild.textContent === arguments[0]`, text)
	}
	p.must(p.Window(handles[1]))
	p.eventually(`return document.querySelectorAll('#messages p').length === 5`)
	p.screenshot("light")
	p.darken()
	p.screenshot("dark")
}

func useAPIServer(p *page) {
	p.eventually(`return document.querySelector('#url').textContent !== ''`)
	var command string
	p.must(p.Execute(&command, `return document.querySelector('#curl').textContent`))
	parts := regexp.MustCompile(`curl (\S+)/tasks [^']*'Authorization: (Bearer \S+)'`).FindStringSubmatch(command)
	if parts == nil {
		p.t.Fatalf("the page says %q", command)
	}
	call := func(method, path, body string, status int) {
		p.t.Helper()
		request, err := http.NewRequestWithContext(p.t.Context(), method, parts[1]+path, strings.NewReader(body))
		p.must(err)
		request.Header.Set("Authorization", parts[2])
		response, err := http.DefaultClient.Do(request)
		p.must(err)
		_ = response.Body.Close()
		if response.StatusCode != status {
			p.t.Fatalf("%s %s: %s", method, path, response.Status)
		}
	}
	for _, title := range []string{"Answer Miriam", "Renew the library card", "Book the train to Lisbon", "Back up the photos"} {
		call("POST", "/tasks", `{"title": "`+title+`"}`, 201)
	}
	call("PATCH", "/tasks/2", `{"done": true}`, 200)
	call("GET", "/tasks/9", "", 404)
	call("DELETE", "/tasks/4", "", 204)
	call("GET", "/tasks", "", 200)
	p.eventually(`return document.querySelectorAll('#tasks li').length === 3 && document.querySelectorAll('#exchanges li').length === 8 && document.getAnimations().length === 0`)
	p.screenshot("light")
	p.typeInto("#title", "Water the plants"+enter)
	p.eventually(`return document.querySelectorAll('#tasks li').length === 4`)
	p.darken()
	p.screenshot("dark")
}

func seedSessions(t *testing.T, data string) {
	t.Helper()
	var days []string
	for i, sessions := range []int{4, 6, 3, 0, 5, 7, 2} {
		days = append(days, fmt.Sprintf("%q: %d", time.Now().AddDate(0, 0, i-6).Format("2006-01-02"), sessions))
	}
	fill(t, data, "com.example.focus/sessions.json", "{"+strings.Join(days, ", ")+"}")
}

func useTimer(p *page) {
	p.eventually(`return document.querySelector('#sessions').textContent === '2' && document.querySelector('#left').textContent === '25:00'`)
	p.click("#choices button:first-child")
	p.eventually(`return document.querySelector('#left').textContent === '15:00'`)
	p.click("#toggle")
	p.eventually(`return document.querySelector('#left').textContent.startsWith('14:') && document.querySelector('#toggle').textContent === 'Pause'`)
	p.screenshot("light")
	p.click("#skip")
	p.eventually(`return document.querySelector('#phase').textContent === 'Break' && document.querySelector('#left').textContent === '5:00'`)
	p.darken()
	p.screenshot("dark")
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
	p.darken()
	p.screenshot("dark")
	p.click(".toast button")
	p.eventually(`return document.querySelectorAll('.habit').length === 6 && document.querySelector('.toast') === null`)
}

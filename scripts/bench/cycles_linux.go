package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// windowTimes are the milliseconds of one window, from its constructor.
type windowTimes struct{ Loaded, Painted float64 }

// cycles measures what windows cost that come and go, by an app whose backend opens and closes them: the time until a second one shows its page, what
// each of the app's processes keeps of N windows, and what it does when nothing happens.
func (b *bench) cycles(args []string) error {
	flags := flag.NewFlagSet("windows", flag.ContinueOnError)
	count := flags.Int("cycles", 200, "how many windows are opened and closed")
	warm := flags.Int("warm", 50, "how many before anything is measured")
	idle := flags.Duration("idle", 10*time.Second, "how long the app is watched while nothing happens")
	if err := flags.Parse(args); err != nil {
		return err
	}
	app, port, end, err := b.windowApp()
	if err != nil {
		return err
	}
	defer end()
	first, err := openWindows(port, *warm)
	if err != nil {
		return err
	}
	rest()
	before := rolesOf(app)
	times, err := openWindows(port, *count)
	if err != nil {
		return err
	}
	rest()
	after := rolesOf(app)
	// The first share the process of the window that stays, until that takes no more.
	tellTimes(fmt.Sprintf("window 2 to %d", *warm+1), first)
	tellTimes("windows after them", times)
	for _, role := range roles {
		old, now := before[role], after[role]
		row(fmt.Sprintf("%s: growth by %d windows (PSS, anonymous)", role, *count), "MB", now.memory-old.memory, 0)
		row(fmt.Sprintf("%s: descriptors more", role), "", float64(now.descriptors-old.descriptors), 0)
		row(fmt.Sprintf("%s: processes more", role), "", float64(now.count-old.count), 0)
	}
	began := time.Now()
	time.Sleep(*idle) // what an app at rest does in that time is measured
	later, seconds := rolesOf(app), time.Since(began).Seconds()
	for _, role := range roles {
		old, now := after[role], later[role]
		row(role+" at rest: processor time a second", "ms", milliseconds(now.busy-old.busy)/seconds, 0)
		row(role+" at rest: wakeups a second", "", float64(now.wakeups(old))/seconds, 0)
	}
	return nil
}

func tellTimes(which string, times []windowTimes) {
	if len(times) == 0 {
		return
	}
	var loaded, painted []float64
	for _, each := range times {
		loaded, painted = append(loaded, each.Loaded), append(painted, each.Painted)
	}
	row(which+": new BrowserWindow to loaded", "ms", median(loaded), 0)
	row(which+": new BrowserWindow to painted", "ms", median(painted), 0)
}

// windowApp builds the app and starts it on a screen of its own.
func (b *bench) windowApp() (pid int, port string, end func(), err error) {
	folder := filepath.Join(b.scratch, "windows")
	if err := os.CopyFS(folder, os.DirFS(filepath.Join(b.root, "scripts", "bench", "windows"))); err != nil {
		return 0, "", nil, err
	}
	page := filepath.Join(b.root, "scripts", "bench", "footprint", "frontend")
	if err := os.CopyFS(filepath.Join(folder, "frontend"), os.DirFS(page)); err != nil {
		return 0, "", nil, err
	}
	if err := inFolder(b.root, nil, b.deskjs, "build", folder); err != nil {
		return 0, "", nil, err
	}
	screen, err := openScreen(b.scratch)
	if err != nil {
		return 0, "", nil, err
	}
	command := exec.Command(filepath.Join(folder, "dist", "windows"))
	command.Env = append(os.Environ(), "DISPLAY="+screen.server.Display, "WAYLAND_DISPLAY=", "GDK_BACKEND=x11", "XDG_DATA_HOME="+b.scratch+"/data",
		"XDG_CACHE_HOME="+b.scratch+"/cache", "NO_AT_BRIDGE=1", "DBUS_SESSION_BUS_ADDRESS=disabled:")
	command.Stderr = os.Stderr
	output, err := command.StdoutPipe()
	if err == nil {
		err = command.Start()
	}
	if err != nil {
		screen.close()
		return 0, "", nil, err
	}
	end = func() {
		_ = command.Process.Signal(os.Interrupt)
		late := time.AfterFunc(5*time.Second, func() { _ = command.Process.Kill() })
		_ = command.Wait()
		late.Stop()
		screen.close()
	}
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if port, found := strings.CutPrefix(lines.Text(), "port "); found {
			go func() { _, _ = io.Copy(io.Discard, output) }()
			return command.Process.Pid, port, end, nil
		}
	}
	end()
	return 0, "", nil, fmt.Errorf("the app said nothing of its port: %v", lines.Err())
}

// openWindows has the app open and close windows, one after another.
func openWindows(port string, count int) ([]windowTimes, error) {
	response, err := http.Get(fmt.Sprintf("http://127.0.0.1:%s/%d", port, count))
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return nil, err
	}
	http.DefaultClient.CloseIdleConnections()
	var times []windowTimes
	if err := json.Unmarshal(text, &times); err != nil {
		return nil, fmt.Errorf("the app answered %q: %w", text, err)
	}
	return times, nil
}

// rest waits until collectors and caches have come to rest, which nothing tells.
func rest() { time.Sleep(3 * settle) }

var roles = []string{"host", "backend", "web", "network"}

// roleUsage is what the processes of one role have.
type roleUsage struct {
	count, descriptors int
	memory             float64
	busy               time.Duration
	threads            map[string]int // how often each has gone to sleep, and so was woken
}

// wakeups is how often the threads that are there have been woken since then. What others have done that have ended meanwhile is not known.
func (now roleUsage) wakeups(since roleUsage) int {
	sum := 0
	for thread, switches := range now.threads {
		sum += switches - since.threads[thread]
	}
	return sum
}

// rolesOf looks at an app's processes, by their roles.
func rolesOf(app int) map[string]roleUsage {
	all := map[string]roleUsage{}
	for _, pid := range family(app) {
		role := roleOf(app, pid)
		sum, known := all[role]
		if !known {
			sum.threads = map[string]int{}
		}
		sum.count++
		sum.memory += rollup(pid, "Pss_Anon:") // of libraries it has more when other programs that use them end
		sum.busy += processorTime(pid)
		descriptors, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", pid))
		sum.descriptors += len(descriptors)
		threads, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/status", pid))
		for _, thread := range threads {
			sum.threads[thread] = voluntarySwitches(thread)
		}
		all[role] = sum
	}
	return all
}

func roleOf(app, pid int) string {
	if pid == app {
		return "host"
	}
	line, _ := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
	switch text := string(line); {
	case strings.Contains(text, "--deskjs-backend"):
		return "backend"
	case strings.Contains(text, "WebKitWebProcess"):
		return "web"
	case strings.Contains(text, "WebKitNetworkProcess"):
		return "network"
	}
	return "others"
}

// voluntarySwitches is how often a thread has gone to sleep; 0 if it is no more.
func voluntarySwitches(status string) int {
	data, _ := os.ReadFile(status)
	for line := range strings.Lines(string(data)) {
		if rest, found := strings.CutPrefix(line, "voluntary_ctxt_switches:"); found {
			return int(number([]byte(strings.TrimSpace(rest))))
		}
	}
	return 0
}

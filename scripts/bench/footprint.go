package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"time"
)

// What is measured by its memory: the page's background, which tells that it is on the screen, and in how many places it must be.
const (
	pageColor  = 0x123456
	pagePlaces = 100
)

// footprintRounds is how often each program is started; they take turns.
const footprintRounds = 5

// footprintProgram is one side: how it is started with so many windows.
type footprintProgram struct {
	name    string
	command func(windows int) []*exec.Cmd
}

// footprint compares the memory of an app, with one window and with three, and its start to the first paint of its page, with the same page on
// Wails and in Chromium with Node. Wails has one window a process: three of them are three processes.
func (b *bench) footprint() error {
	programs, err := b.footprintPrograms()
	if err != nil {
		return err
	}
	memory := map[string][]float64{}
	start := map[string][]float64{}
	for range footprintRounds {
		for _, windows := range []int{1, 3} {
			for _, program := range programs {
				total, painted, err := b.footprintOf(program, windows)
				if err != nil {
					return fmt.Errorf("%s: %w", program.name, err)
				}
				key := program.name + strconv.Itoa(windows)
				memory[key] = append(memory[key], total)
				if windows == 1 {
					start[program.name] = append(start[program.name], painted)
				}
			}
		}
	}
	ours := programs[0].name
	for _, peer := range programs[1:] {
		row("start to first paint (peer: "+peer.name+")", "ms", median(start[ours]), median(start[peer.name]))
		for _, windows := range []string{"1", "3"} {
			row("memory, windows: "+windows+" (PSS; peer: "+peer.name+")", "MB", median(memory[ours+windows]), median(memory[peer.name+windows]))
		}
	}
	return nil
}

// footprintOf starts a program on a screen of its own, and returns its memory in MB when it has come to rest, and the milliseconds to its first paint.
func (b *bench) footprintOf(program footprintProgram, windows int) (memory, painted float64, err error) {
	folder, err := os.MkdirTemp(b.scratch, "screen")
	if err != nil {
		return 0, 0, err
	}
	screen, err := openScreen(folder)
	if err != nil {
		return 0, 0, err
	}
	defer screen.close()
	commands := program.command(windows)
	started := time.Now()
	for _, command := range commands {
		command.Env = append(os.Environ(), append(command.Env, "DISPLAY="+screen.server.Display, "WAYLAND_DISPLAY=", "GDK_BACKEND=x11", "XDG_DATA_HOME="+folder+"/data",
			"XDG_CACHE_HOME="+folder+"/cache", "NO_AT_BRIDGE=1", "DBUS_SESSION_BUS_ADDRESS=disabled:")...)
		command.Stdout, command.Stderr = io.Discard, io.Discard
		if err := command.Start(); err != nil {
			return 0, 0, err
		}
		defer func() {
			_ = command.Process.Signal(os.Interrupt)
			end := time.AfterFunc(5*time.Second, func() { _ = command.Process.Kill() })
			_ = command.Wait()
			end.Stop()
		}()
	}
	at, err := screen.painted(pageColor, pagePlaces, time.Minute)
	if err != nil {
		return 0, 0, err
	}
	// Nothing tells when an app has come to rest: collectors and caches take their time. Windows beyond the first come meanwhile.
	time.Sleep(settle + time.Duration(windows)*time.Second)
	for _, command := range commands {
		for _, pid := range family(command.Process.Pid) {
			memory += pss(pid)
		}
	}
	return memory, milliseconds(at.Sub(started)), nil
}

func (b *bench) footprintPrograms() ([]footprintProgram, error) {
	sources := filepath.Join(b.root, "scripts", "bench")
	apps := map[int]string{}
	for windows, description := range map[int]string{1: `[{"title": "1"}]`, 3: `[{"title": "1"}, {"title": "2"}, {"title": "3"}]`} {
		name := "footprint" + strconv.Itoa(windows)
		folder := filepath.Join(b.scratch, name)
		if err := os.CopyFS(folder, os.DirFS(filepath.Join(sources, "footprint"))); err != nil {
			return nil, err
		}
		config := fmt.Sprintf(`{"name": %q, "id": "org.deskjs.bench.footprint", "version": "1.0.0", "windows": %s}`, name, description)
		if err := os.WriteFile(filepath.Join(folder, "deskjs.json"), []byte(config), 0o644); err != nil {
			return nil, err
		}
		if err := inFolder(b.root, nil, b.deskjs, "build", folder); err != nil {
			return nil, err
		}
		apps[windows] = filepath.Join(folder, "dist", name)
	}
	page := filepath.Join(sources, "footprint", "frontend")
	wails := filepath.Join(b.scratch, "wails-footprint")
	if err := os.CopyFS(wails, os.DirFS(filepath.Join(sources, "wails"))); err != nil {
		return nil, err
	}
	if err := os.CopyFS(filepath.Join(wails, "footprint"), os.DirFS(page)); err != nil {
		return nil, err
	}
	peer := filepath.Join(wails, "peer")
	if err := inFolder(wails, []string{"GOWORK=off", "CGO_CFLAGS=-O2 -DDESKJS_BENCH", "PKG_CONFIG=pkg-config"},
		"go", "build", "-tags", "desktop,production,webkit2_41", "-ldflags", "-s -w", "-o", peer, "./footprint"); err != nil {
		return nil, err
	}
	programs := []footprintProgram{
		{"DeskJS", func(windows int) []*exec.Cmd { return []*exec.Cmd{exec.Command(apps[windows])} }},
		{"Wails", func(windows int) []*exec.Cmd {
			var all []*exec.Cmd
			for range windows {
				all = append(all, exec.Command(peer))
			}
			return all
		}},
	}
	browser := os.Getenv("CHROMIUM")
	if browser == "" {
		browser, _ = exec.LookPath("chromium")
	}
	if browser != "" {
		programs = append(programs, footprintProgram{"Chromium and Node", func(windows int) []*exec.Cmd {
			profile, _ := os.MkdirTemp(b.scratch, "profile")
			return []*exec.Cmd{exec.Command("node", filepath.Join(sources, "chromium", "main.js"), browser, page, profile, strconv.Itoa(windows))}
		}})
	}
	return programs, nil
}

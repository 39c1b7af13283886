// Command screenshot runs a program that opens a window on a virtual screen,
// waits until the picture has settled, saves it, and ends the program:
//
//	go run ./scripts/screenshot -out artifacts/run.png -- bin/deskjs start DIR
//
// It serves `make run` and the documentation; nothing imports it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"time"

	"github.com/deskjs/deskjs/internal/xvfb"
)

// still is how long nothing on the screen may move before the picture is taken.
const still = 2 * time.Second

func main() {
	out := flag.String("out", "", "the PNG file to write")
	wait := flag.Duration("wait", time.Minute, "how long the window may take to appear")
	flag.Parse()
	if *out == "" || flag.NArg() == 0 {
		fmt.Fprintln(os.Stderr, "usage: screenshot -out FILE.png [-wait 60s] -- PROGRAM [ARGUMENTS]")
		os.Exit(2)
	}
	if err := run(*out, *wait, flag.Args()); err != nil {
		fmt.Fprintln(os.Stderr, "screenshot:", err)
		os.Exit(1)
	}
}

func run(out string, wait time.Duration, command []string) error {
	server, err := xvfb.Open()
	if err != nil {
		return err
	}
	defer server.Close()
	screen, err := connect(server.Display)
	if err != nil {
		return err
	}
	defer screen.close()

	program := exec.Command(command[0], command[1:]...)
	program.Env = append(os.Environ(), "DISPLAY="+server.Display, "WAYLAND_DISPLAY=", "GDK_BACKEND=x11")
	program.Stdout, program.Stderr = os.Stdout, os.Stderr
	if err := program.Start(); err != nil {
		return err
	}
	ended := make(chan error, 1)
	go func() { ended <- program.Wait() }()

	picture, err := settle(screen, wait, ended)
	if err != nil {
		_ = program.Process.Kill() // it may have ended already
		return err
	}
	if err := save(out, picture.SubImage(painted(picture))); err != nil {
		return err
	}
	return end(program, ended)
}

// settle watches the screen until something is on it and has not moved for a
// while, and returns the picture.
func settle(screen *display, wait time.Duration, ended <-chan error) (*image.RGBA, error) {
	var last *image.RGBA
	var since time.Time
	ticks := time.NewTicker(200 * time.Millisecond)
	defer ticks.Stop()
	deadline := time.After(wait)
	for {
		select {
		case err := <-ended:
			return nil, fmt.Errorf("the program ended before its window appeared: %w", errors.Join(errors.New("no window"), err))
		case <-deadline:
			return nil, fmt.Errorf("no window appeared within %s", wait)
		case now := <-ticks.C:
			picture, err := screen.capture()
			if err != nil {
				return nil, err
			}
			if last == nil || string(last.Pix) != string(picture.Pix) || isBlank(picture) {
				last, since = picture, now
			} else if now.Sub(since) >= still {
				return picture, nil
			}
		}
	}
}

// isBlank reports whether picture has fewer colours than any page with text on
// it: an empty screen, or a window that has not painted.
func isBlank(picture *image.RGBA) bool {
	colors := map[[4]byte]bool{}
	for i := 0; i < len(picture.Pix) && len(colors) < 16; i += 4 {
		colors[[4]byte(picture.Pix[i:i+4])] = true
	}
	return len(colors) < 16
}

// painted returns the part of picture that is not the screen's empty black: the
// windows on it.
func painted(picture *image.RGBA) image.Rectangle {
	var windows image.Rectangle
	for y := range picture.Rect.Dy() {
		for x := range picture.Rect.Dx() {
			i := picture.PixOffset(x, y)
			if [3]byte(picture.Pix[i:i+3]) != [3]byte{} {
				windows = windows.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return windows
}

func save(name string, picture image.Image) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	return errors.Join(png.Encode(f, picture), f.Close())
}

// end asks the program to end, as closing a session does, and insists after a
// while.
func end(program *exec.Cmd, ended <-chan error) error {
	if err := program.Process.Signal(syscall.SIGTERM); err != nil {
		return fmt.Errorf("the program did not stay until its picture was taken: %w", err)
	}
	select {
	case <-ended: // how it ends when told to is its own business
		return nil
	case <-time.After(10 * time.Second):
		return errors.Join(errors.New("the program did not end within 10 s of SIGTERM"), program.Process.Kill())
	}
}

//go:build linux

package test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/tools/txtar"

	"github.com/deskjs/deskjs/internal/desktoptest"
	"github.com/deskjs/deskjs/internal/desktoptest/notifications"
	"github.com/deskjs/deskjs/internal/desktoptest/panel"
)

// storyTime is how long an app may take to tell its story, while the other stories are told.
const storyTime = 3 * time.Minute

// TestDesktop runs the stories in testdata/desktop: the files of an app whose backend does things on a desktop of its own, prints what it
// finds, and ends. What it prints is the file "stdout" of the story; UPDATE_GOLDEN=1 writes it. Files in "bin" are programs, which are found
// first; STORY is the folder of the files, DESKJS the program that starts apps.
func TestDesktop(t *testing.T) {
	paths, err := filepath.Glob("testdata/desktop/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatalf("there are no stories (%v)", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			t.Parallel()
			story(t, path)
		})
	}
}

func story(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	want, files := "", archive.Files
	for _, file := range files {
		if file.Name == "stdout" {
			want = string(file.Data)
			continue
		}
		place := filepath.Join(dir, filepath.FromSlash(file.Name))
		if err := os.MkdirAll(filepath.Dir(place), 0o755); err != nil {
			t.Fatal(err)
		}
		mode := os.FileMode(0o644)
		if strings.HasPrefix(file.Name, "bin/") {
			mode = 0o755
		}
		if err := os.WriteFile(place, file.Data, mode); err != nil {
			t.Fatal(err)
		}
	}
	session := desktoptest.Open(t)
	shown, err := panel.Start(session.Bus)
	if err != nil {
		t.Fatal(err)
	}
	defer shown.Close()
	server, err := notifications.Start(session.Bus)
	if err != nil {
		t.Fatal(err)
	}
	defer server.Close()
	ctx, cancel := context.WithTimeout(context.Background(), storyTime)
	defer cancel()
	var stdout bytes.Buffer
	stderr := &crashWatch{crashed: cancel}
	command := exec.CommandContext(ctx, deskjs, "start", dir)
	command.Env = slices.Concat(os.Environ(), session.Env(), play(t, session, archive.Comment),
		[]string{"DESKJS=" + deskjs, "STORY=" + dir, "PATH=" + filepath.Join(dir, "bin") + ":" + os.Getenv("PATH")})
	command.Stdout, command.Stderr = &stdout, stderr
	command.WaitDelay = 5 * time.Second
	err = command.Run()
	if os.Getenv("UPDATE_GOLDEN") != "" && err == nil {
		for i := range archive.Files {
			if archive.Files[i].Name == "stdout" {
				archive.Files[i].Data = stdout.Bytes()
			}
		}
		if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err != nil || stdout.String() != want {
		t.Errorf("the app ended with %v and printed\n%s\nwant\n%s\nstderr\n%s", err, stdout.String(), want, stderr.String())
	}
}

// crashWatch keeps what an app logs, and ends it when its backend won't be started again: the window would say so for ever.
type crashWatch struct {
	bytes.Buffer
	crashed func()
}

func (w *crashWatch) Write(p []byte) (int, error) {
	n, err := w.Buffer.Write(p)
	if bytes.Contains(w.Bytes(), []byte("It has crashed too often")) {
		w.crashed()
	}
	return n, err
}

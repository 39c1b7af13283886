package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/deskjs/deskjs/internal/webdriver"
)

// initRounds is how often each template is begun; the first time fills the store and is not counted.
const initRounds = 3

// initToWindow measures an author's first minute: deskjs init, install with a full store, dev, until the page has drawn its first button.
func (b *bench) initToWindow() error {
	for _, template := range []string{"vanilla", "react", "vue", "svelte", "angular"} {
		var times []float64
		for round := range initRounds + 1 {
			took, err := b.beginApp(template, filepath.Join(b.scratch, fmt.Sprintf("init-%s-%d", template, round)))
			if err != nil {
				return fmt.Errorf("%s: %w", template, err)
			}
			if round > 0 {
				times = append(times, took)
			}
		}
		row("init, install, dev: first window, "+template, "s", median(times), 0)
	}
	return nil
}

// beginApp makes an app of a template and opens it, and returns how many seconds that took.
func (b *bench) beginApp(template, dir string) (float64, error) {
	begun := time.Now()
	if err := inFolder(b.root, nil, b.deskjs, "init", dir, "--yes", "--template", template); err != nil {
		return 0, err
	}
	if _, err := os.Stat(filepath.Join(dir, "package-lock.json")); err == nil {
		if err := inFolder(dir, nil, b.deskjs, "install"); err != nil {
			return 0, err
		}
	}
	home := []string{"XDG_DATA_HOME=" + dir + "-data", "XDG_CONFIG_HOME=" + dir + "-config", "XDG_STATE_HOME=" + dir + "-state"}
	session, err := webdriver.Start(home, io.Discard, b.deskjs, "dev", "--automation", dir)
	if err != nil {
		return 0, err
	}
	defer session.Close()
	// The driver can only be asked, over and over: before there is a window it has no page to wait in.
	for deadline := begun.Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		var drawn bool
		if err := session.Execute(&drawn, `return document.querySelector('button')?.offsetHeight > 0`); err == nil && drawn {
			return time.Since(begun).Seconds(), nil
		}
	}
	return 0, errors.New("the page drew no button in two minutes")
}

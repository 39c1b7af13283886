package main

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
)

// prepareFrontend has the project's own tool make the page, where deskjs.json says so. Unless always is set, pages that are there will do.
func prepareFrontend(env *environment, dir string, always bool) error {
	settings, err := config.Load(dir)
	if err != nil {
		return err
	}
	frontend := settings.Frontend
	if frontend.Command == "" {
		return nil
	}
	dist := filepath.Join(dir, filepath.FromSlash(frontend.Dist))
	if _, err := os.Stat(filepath.Join(dist, "index.html")); err == nil && !always {
		return nil
	}
	wrong := func(text, hint string) error {
		return diag.New(diag.Message{Severity: diag.SeverityError, File: config.FileName, Text: text, Hint: hint})
	}
	fmt.Fprintf(env.err, "Running %s, which makes %s/\n", frontend.Command, frontend.Dist)
	command := shellCommand(scriptOf(dir, frontend.Command))
	command.Dir = dir
	command.Stdout, command.Stderr = env.err, env.err
	command.Env = append(os.Environ(), "PATH="+filepath.Join(dir, "node_modules", ".bin")+string(filepath.ListSeparator)+os.Getenv("PATH"))
	if err := command.Run(); err != nil {
		if _, missing := exec.LookPath("node"); missing != nil {
			return wrong("frontend.command has failed: `"+frontend.Command+"`: tools of this kind run on Node, and there is no node on this machine",
				"install Node for this tool, or run it elsewhere and put what it makes into "+frontend.Dist+"/ (the built app needs no Node)")
		}
		return wrong("frontend.command has failed: `"+frontend.Command+"`: "+err.Error(), "it is the project's own tool; what it says is above")
	}
	return nil
}

// scriptOf is the text of a script of package.json, or the command itself if there is none of that name.
func scriptOf(dir, command string) string {
	var manifest struct{ Scripts map[string]string }
	data, err := os.ReadFile(filepath.Join(dir, "package.json"))
	if err == nil && json.Unmarshal(data, &manifest) == nil && manifest.Scripts[command] != "" {
		return manifest.Scripts[command]
	}
	return command
}

// shellCommand runs text as a shell does.
func shellCommand(text string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		return exec.Command("cmd", "/d", "/s", "/c", text)
	}
	return exec.Command("sh", "-c", text)
}

// backendVariables is this process's environment with the variables of the .env files, for the backend of an app that is being developed.
// A built app has those of the machine that it runs on, and nothing of the files.
func backendVariables(dir string) ([]string, error) {
	environment, err := bundler.LoadEnvironment(dir, "", true, os.Environ())
	if err != nil {
		return nil, err
	}
	variables := os.Environ()
	for name, value := range environment.Variables {
		if !strings.ContainsAny(name, "=\x00") && !strings.Contains(value, "\x00") {
			variables = append(variables, name+"="+value)
		}
	}
	return variables, nil
}

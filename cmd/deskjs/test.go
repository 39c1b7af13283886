package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
)

func testVerb() *verb {
	return &verb{
		name:    "test",
		usage:   "[DIR]",
		summary: "Run the app's own tests, test/*.test.ts",
		details: `
DIR is the app's folder, the current one by default. Every file below test/
whose name ends with .test.ts or .test.js is run in a process of its own; tests
are written with node:test and node:assert. The exit code is 1 if one failed.`,
		maxArguments: 1,
		run:          runTest,
	}
}

var testFile = regexp.MustCompile(`\.test\.[cm]?[jt]sx?$`)

func runTest(env *environment, call *call) error {
	dir, err := projectDir(call)
	if err != nil {
		return err
	}
	files, err := testFiles(filepath.Join(dir, "test"))
	if err != nil {
		return err
	}
	if len(files) == 0 {
		return diag.New(diag.Message{Text: "there are no tests in " + shown(filepath.Join(dir, "test")), Hint: "name them NAME.test.ts"})
	}
	executable, err := os.Executable()
	if err != nil {
		return err
	}
	settings, err := config.Load(dir)
	if err != nil {
		return err
	}
	given, err := json.Marshal(testSettings{Project: dir, Artifacts: filepath.Join(dir, ".deskjs", "artifacts")})
	if err != nil {
		return err
	}
	failed := 0
	for _, file := range files {
		process := exec.Command(executable, "run", file)
		process.Dir = dir
		process.Env = append(os.Environ(), recordVariable+"="+dir+"\n"+settings.ID, testVariable+"="+string(given))
		process.Stdout, process.Stderr = env.out, env.err
		if err := process.Run(); err != nil {
			failed++
			fmt.Fprintf(env.err, "%s failed\n", shown(file))
		}
	}
	if failed > 0 {
		return exitStatus(1)
	}
	return nil
}

func testFiles(dir string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			if os.IsNotExist(err) {
				return nil
			}
			return err
		}
		if !entry.IsDir() && testFile.MatchString(entry.Name()) {
			files = append(files, path)
		}
		return nil
	})
	return files, err
}

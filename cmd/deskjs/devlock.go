package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/deskjs/deskjs/internal/diag"
)

// maxDevs is how many `deskjs dev` may follow one project.
const maxDevs = 8

// errLocked says that another process holds a lock.
var errLocked = errors.New("another process holds it")

// lockBuiltDir returns a folder for the built app of the project in dir that no other `deskjs dev` uses: each builds its own.
// The lock ends with the process, however that ends.
func lockBuiltDir(dir string) (built string, unlock func(), err error) {
	for number := 1; number <= maxDevs; number++ {
		built = builtDir(dir)
		if number > 1 {
			built += fmt.Sprintf("-%d", number)
		}
		if err := os.MkdirAll(filepath.Dir(built), 0o755); err != nil {
			return "", nil, cannotWriteBuilt(dir, err)
		}
		file, err := os.OpenFile(built+".lock", os.O_CREATE|os.O_RDWR, 0o644)
		if err != nil {
			return "", nil, cannotWriteBuilt(dir, err)
		}
		if err = lockFile(file); err == nil {
			return built, func() { _ = file.Close() }, nil
		}
		_ = file.Close()
		if !errors.Is(err, errLocked) {
			return built, func() {}, nil // a file system without locks
		}
	}
	return "", nil, diag.New(diag.Message{
		Text: fmt.Sprintf("%d others of deskjs dev follow %s already", maxDevs, shown(dir)), Hint: "stop one of them",
	})
}

// cannotWriteBuilt says that the project's folder does not take what is built.
func cannotWriteBuilt(dir string, err error) error {
	failed := cannotWrite(dir, err)
	if located, ok := errors.AsType[*diag.Error](failed); ok {
		located.Messages[0].Hint = "what is built goes into " + shown(filepath.Join(dir, ".deskjs")) + ", which has to be a folder that you may write to"
	}
	return failed
}

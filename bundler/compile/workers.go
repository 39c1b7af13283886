package compile

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

//go:embed worker
var workerFiles embed.FS

// workerVersion changes with the workers' own code.
var workerVersion = hashOfWorkers()

func hashOfWorkers() string {
	hash := sha256.New()
	_ = eachWorkerFile(func(name string, data []byte) error {
		fmt.Fprintf(hash, "%s %d\n%s", name, len(data), data)
		return nil
	})
	return hex.EncodeToString(hash.Sum(nil)[:8])
}

func eachWorkerFile(do func(name string, data []byte) error) error {
	return fs.WalkDir(workerFiles, "worker", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := workerFiles.ReadFile(path)
		if err != nil {
			return err
		}
		name, err := filepath.Rel("worker", filepath.FromSlash(path))
		if err != nil {
			return err
		}
		return do(name, data)
	})
}

// workerDir is where a project has the workers' code.
func workerDir(project string) string {
	return filepath.Join(project, ".deskjs", "cache", "worker-"+workerVersion)
}

// writeWorkers writes it.
func writeWorkers(project string) (string, error) {
	dir := workerDir(project)
	return dir, eachWorkerFile(func(name string, data []byte) error { return writeFile(filepath.Join(dir, name), data) })
}

// writeFile writes a file that several processes may write at once, with the same content.
func writeFile(path string, data []byte) error {
	if present, err := os.ReadFile(path); err == nil && bytes.Equal(present, data) {
		return nil
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	temporary, err := os.CreateTemp(filepath.Dir(path), "*.tmp")
	if err != nil {
		return err
	}
	_, err = temporary.Write(data)
	if closed := temporary.Close(); err == nil {
		err = closed
	}
	if err == nil {
		err = os.Rename(temporary.Name(), path)
	}
	if err != nil {
		_ = os.Remove(temporary.Name())
	}
	return err
}

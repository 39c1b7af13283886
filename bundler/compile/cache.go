package compile

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"sync"
)

// cache keeps what compilers made, in memory and below the project's .deskjs, by everything that went into it. It is only ever
// a saving: what can't be read is compiled again, what can't be written is not kept.
type cache struct {
	dir   string
	mutex sync.Mutex
	known map[string]entry
}

// entry is an output with the state of the files that went into it besides the source.
type entry struct {
	Output Output            `json:"output"`
	Files  map[string]string `json:"files,omitempty"` // path -> hash of the content
}

func newCache(project string) *cache {
	return &cache{dir: filepath.Join(project, ".deskjs", "cache", "compile"), known: map[string]entry{}}
}

// key names the outcome of a job by the compiler that the versions tell of.
func (c *cache) key(k *kind, j job, versions string) string {
	hash := sha256.New()
	encoder := json.NewEncoder(hash)
	_ = encoder.Encode([]string{workerVersion, k.name, versions}) // a hash takes everything
	_ = encoder.Encode(j)
	return hex.EncodeToString(hash.Sum(nil)[:16])
}

func (c *cache) path(key string) string { return filepath.Join(c.dir, key[:2], key[2:]+".json") }

func (c *cache) find(key string) (Output, bool) {
	c.mutex.Lock()
	found, ok := c.known[key]
	c.mutex.Unlock()
	if !ok {
		data, err := os.ReadFile(c.path(key))
		if err != nil || json.Unmarshal(data, &found) != nil || found.Output.Loader == "" {
			return Output{}, false
		}
	}
	for path, hash := range found.Files {
		if fileHash(path) != hash {
			return Output{}, false
		}
	}
	if !ok {
		c.mutex.Lock()
		c.known[key] = found
		c.mutex.Unlock()
	}
	return found.Output, true
}

func (c *cache) keep(key string, output Output) {
	if len(output.Directories) > 0 {
		return // what a directory holds changes too often to be worth asking
	}
	made := entry{Output: output, Files: map[string]string{}}
	for _, path := range output.Dependencies {
		made.Files[path] = fileHash(path)
	}
	c.mutex.Lock()
	c.known[key] = made
	c.mutex.Unlock()
	data, err := json.Marshal(made)
	if err != nil || os.MkdirAll(filepath.Dir(c.path(key)), 0o755) != nil {
		return
	}
	// Two processes may write it at once; either's is right.
	temporary, err := os.CreateTemp(filepath.Dir(c.path(key)), "*.tmp")
	if err != nil {
		return
	}
	_, err = temporary.Write(data)
	if closed := temporary.Close(); err != nil || closed != nil || os.Rename(temporary.Name(), c.path(key)) != nil {
		_ = os.Remove(temporary.Name())
	}
}

// fileHash is the hash of a file's content, "" for a file that isn't there.
func fileHash(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

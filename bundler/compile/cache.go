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
	dir     string
	scanner *scanner
	mutex   sync.Mutex
	known   map[string]entry
}

// entry is an output with the state of the files that went into it besides the source.
type entry struct {
	Output Output            `json:"output"`
	Files  map[string]string `json:"files,omitempty"` // path -> hash of the content
	// Scanned is where names of classes were looked for, Candidates the hash of what was found.
	Scanned    []Source `json:"scanned,omitempty"`
	Candidates string   `json:"candidates,omitempty"`
}

func newCache(project string, scanner *scanner) *cache {
	return &cache{scanner: scanner, dir: filepath.Join(project, ".deskjs", "cache", "compile"), known: map[string]entry{}}
}

// key names the outcome of a job by the compiler that the versions tell of, under a configuration.
func (c *cache) key(j job, configuration, versions string) string {
	hash := sha256.New()
	j.Configs, j.Names, j.Number = nil, nil, 0
	encoder := json.NewEncoder(hash)
	_ = encoder.Encode([]string{workerVersion, configuration, versions}) // a hash takes everything
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
	if found.Scanned != nil && c.scanner.hash(found.Scanned) != found.Candidates {
		return Output{}, false
	}
	if !ok {
		c.mutex.Lock()
		c.known[key] = found
		c.mutex.Unlock()
	}
	return found.Output, true
}

func (c *cache) keep(key string, output Output, scanned []Source) {
	if len(output.Directories) > 0 && scanned == nil {
		return // a plugin has read files that nobody knows
	}
	made := entry{Output: output, Files: map[string]string{}, Scanned: scanned}
	for _, path := range output.Dependencies {
		made.Files[path] = fileHash(path)
	}
	if scanned != nil {
		made.Candidates = c.scanner.hash(scanned)
	}
	c.mutex.Lock()
	c.known[key] = made
	c.mutex.Unlock()
	if data, err := json.Marshal(made); err == nil {
		_ = writeFile(c.path(key), data)
	}
}

// findText and keepText are the same for what is no module and depends on nothing else.
func (c *cache) findText(key string) ([]byte, bool) {
	data, err := os.ReadFile(c.path(key))
	return data, err == nil
}

func (c *cache) keepText(key string, text []byte) { _ = writeFile(c.path(key), text) }

// fileHash is the hash of a file's content, "" for a file that isn't there.
func fileHash(path string) string {
	data, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:16])
}

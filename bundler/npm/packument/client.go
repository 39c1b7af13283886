package packument

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"github.com/deskjs/deskjs/bundler/npm/ordered"
	"github.com/deskjs/deskjs/bundler/npm/registry"
)

// Source is what asks registries: a *registry.Client.
type Source interface {
	DocumentAddress(name string) string
	Document(ctx context.Context, address, accept, etag string) (*registry.Document, error)
}

const (
	// accept asks for what is needed to install, and takes all that there is from registries that know no such form.
	accept = "application/vnd.npm.install-v1+json; q=1.0, application/json; q=0.8, */*"
	// fresh is how long an answer is taken for right without asking again: as long as npm's registry says it is.
	fresh = 5 * time.Minute
	// concurrency is how many packages are asked for at once.
	concurrency = 48
)

// Client asks for packuments, each only once. It may be used by many goroutines at once.
type Client struct {
	source Source
	cache  *cache
	slots  chan struct{}

	// Offline says that only what is on disk is used; Renew, that the registry is asked even if that is fresh.
	Offline, Renew bool

	mutex     sync.Mutex
	calls     map[string]*call
	manifests map[string]*call
}

// call is an answer that many may wait for.
type call struct {
	once      sync.Once
	packument *Packument
	manifest  *ordered.Object
	err       error
}

// NewClient returns a client that keeps documents below dir; "" keeps none.
func NewClient(source Source, dir string) *Client {
	return &Client{source: source, cache: &cache{dir: dir}, slots: make(chan struct{}, concurrency), calls: map[string]*call{}, manifests: map[string]*call{}}
}

// NotFoundError says that the registry has no such package.
type NotFoundError struct {
	Name string
	// Cause is the registry's answer.
	Cause error
}

func (e *NotFoundError) Error() string { return fmt.Sprintf("the registry has no package %s", e.Name) }

// Unwrap gives the registry's answer.
func (e *NotFoundError) Unwrap() error { return e.Cause }

// Get returns what the registry knows of a package.
func (c *Client) Get(ctx context.Context, name string) (*Packument, error) {
	c.mutex.Lock()
	found := c.calls[name]
	if found == nil {
		found = &call{}
		c.calls[name] = found
	}
	c.mutex.Unlock()
	found.once.Do(func() {
		c.slots <- struct{}{}
		defer func() { <-c.slots }()
		found.packument, found.err = c.get(ctx, name)
	})
	return found.packument, found.err
}

func (c *Client) get(ctx context.Context, name string) (*Packument, error) {
	data, err := c.document(ctx, c.source.DocumentAddress(name))
	if status, answered := errors.AsType[*registry.StatusError](err); answered && status.Status == http.StatusNotFound {
		return nil, &NotFoundError{Name: name, Cause: err}
	}
	if err != nil {
		return nil, err
	}
	return parse(name, data)
}

// document reads a document from disk, if it is fresh, or the registry; one on disk is better than none.
func (c *Client) document(ctx context.Context, address string) ([]byte, error) {
	have := c.cache.read(address)
	if have != nil && (c.Offline || !c.Renew && time.Since(have.at) < fresh) {
		if data, err := have.data(); err == nil {
			return data, nil
		}
		have = nil
	}
	if c.Offline {
		return nil, fmt.Errorf("%s was not asked for before, and --offline forbids to", address)
	}
	etag := ""
	if have != nil {
		etag = have.etag
	}
	document, err := c.source.Document(ctx, address, accept, etag)
	if err != nil {
		if _, unreachable := errors.AsType[*registry.UnreachableError](err); unreachable && have != nil && ctx.Err() == nil {
			if data, damaged := have.data(); damaged == nil {
				return data, nil
			}
		}
		return nil, err
	}
	if document.NotModified {
		data, err := have.data()
		if err == nil {
			c.cache.touch(address)
			return data, nil
		}
		if document, err = c.source.Document(ctx, address, accept, ""); err != nil {
			return nil, err
		}
	}
	c.cache.write(address, document.ETag, document.Data)
	return document.Data, nil
}

// Manifest returns the package.json of a version with all that a lock file has of it: registries leave licenses out of what Get asks for,
// and have them in a document of the version.
func (c *Client) Manifest(ctx context.Context, p *Packument, version string) *ordered.Object {
	if !p.abbreviated {
		return p.Manifest(version)
	}
	key := p.Name + "@" + version
	c.mutex.Lock()
	found := c.manifests[key]
	if found == nil {
		found = &call{}
		c.manifests[key] = found
	}
	c.mutex.Unlock()
	found.once.Do(func() {
		c.slots <- struct{}{}
		defer func() { <-c.slots }()
		found.manifest = p.Manifest(version)
		address := c.source.DocumentAddress(p.Name) + "/" + version
		data := []byte(nil)
		if have := c.cache.read(address); have != nil { // a version never changes, but for its deprecation, which the packument has
			data, _ = have.data()
		}
		if data == nil && !c.Offline {
			document, err := c.source.Document(ctx, address, "application/json", "")
			if err != nil {
				return
			}
			data = document.Data
			c.cache.write(address, "", data)
		}
		if full, err := ordered.ParseObject(data); err == nil && full.Text("version") == version {
			full.Delete("deprecated")
			if reason := found.manifest.Get("deprecated"); reason != nil {
				full.Set("deprecated", reason)
			}
			if found.manifest.Flag("hasInstallScript") {
				full.Set("hasInstallScript", true)
			}
			if found.manifest.Flag("_hasShrinkwrap") {
				full.Set("_hasShrinkwrap", true)
			}
			found.manifest = full
		}
	})
	return found.manifest
}

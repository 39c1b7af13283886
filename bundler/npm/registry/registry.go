// Package registry asks npm registries: for documents about packages and for their archives, at the addresses and with the tokens,
// certificates and proxies of .npmrc and the environment, again when an answer is late, cut off or an error of the server's.
//
// Package npm, which installs, and package tree, which resolves, import it.
package registry

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/google/osv-scalibr/clients/datasource"
)

// Limits of what is read into memory.
const (
	maxArchive  = 512 << 20
	maxDocument = 256 << 20
)

// Client asks registries. It may be used by many goroutines at once.
type Client struct {
	settings   Settings
	registries map[string]string // by scope; "" is for all others
	auths      datasource.NPMRegistryAuths
	public     string // the host of the registry that npm asks when nothing is set
	http       *http.Client

	retries          int
	minWait, maxWait time.Duration
	stall            time.Duration
}

// Open returns a client with the settings of a project's directory: its .npmrc, the user's, and npm_config_… of the environment.
// The error is a *diag.Error for what the author can mend. Close it.
func Open(dir string) (*Client, error) {
	settings, err := load(dir)
	if err != nil {
		return nil, err
	}
	// Which registry is asked when nothing is set, the module knows that also reads .npmrc files for others.
	public := datasource.ParseNPMRegistryInfo(nil).ScopeURLs[""]
	c := &Client{settings: settings, registries: map[string]string{"": public}, auths: datasource.NPMRegistryAuths{}}
	if parsed, err := url.Parse(public); err == nil {
		c.public = parsed.Host
	}
	if err := c.readAddresses(); err != nil {
		return nil, err
	}
	transport, err := newTransport(settings)
	if err != nil {
		return nil, err
	}
	c.http = &http.Client{Transport: transport}
	c.retries = settings.number("fetch-retries", 3)
	c.minWait = settings.milliseconds("fetch-retry-mintimeout", 400*time.Millisecond)
	c.maxWait = settings.milliseconds("fetch-retry-maxtimeout", 10*time.Second)
	c.stall = settings.milliseconds("fetch-timeout", 30*time.Second)
	return c, nil
}

// Close lets go of connections.
func (c *Client) Close() { c.http.CloseIdleConnections() }

// Settings returns what .npmrc and the environment say.
func (c *Client) Settings() Settings { return c.settings }

// Registry returns the address of the registry that has packages of a name, with a slash at its end.
func (c *Client) Registry(name string) string {
	if scope, _, found := strings.Cut(name, "/"); found && c.registries[scope] != "" {
		return c.registries[scope]
	}
	return c.registries[""]
}

// DocumentAddress returns where the registry has what it knows of a package.
func (c *Client) DocumentAddress(name string) string {
	return c.Registry(name) + strings.ReplaceAll(url.PathEscape(name), "%2F", "%2f")
}

// ArchiveAddress returns where the archive of a package is: at resolved, or where registries have it if that is empty. An address of npm's own
// registry means the one that is set, as npm's replace-registry-host has it.
func (c *Client) ArchiveAddress(name, version, resolved string) string {
	if resolved != "" {
		parsed, err := url.Parse(resolved)
		if err != nil || parsed.Host != c.public || strings.HasPrefix(c.Registry(name), parsed.Scheme+"://"+c.public+"/") {
			return resolved
		}
		return c.Registry(name) + strings.TrimPrefix(parsed.EscapedPath(), "/")
	}
	_, base, found := strings.Cut(name, "/")
	if !found {
		base = name
	}
	return c.Registry(name) + name + "/-/" + base + "-" + version + ".tgz"
}

// Document is an answer of the registry about a package.
type Document struct {
	Data []byte
	// ETag is what to ask with the next time; NotModified says that what the caller has with it is still right, and Data is empty.
	ETag        string
	NotModified bool
}

// Document reads a document, such as DocumentAddress's. accept is its media type; etag, that of what the caller has, or empty.
func (c *Client) Document(ctx context.Context, address, accept, etag string) (*Document, error) {
	header := http.Header{"Accept": {accept}}
	if etag != "" {
		header.Set("If-None-Match", etag)
	}
	a, err := c.get(ctx, address, header, maxDocument)
	if err != nil {
		return nil, err
	}
	return &Document{Data: a.data, ETag: a.header.Get("Etag"), NotModified: a.status == http.StatusNotModified}, nil
}

// Archive reads an archive. What it is is for the caller to check.
func (c *Client) Archive(ctx context.Context, address string) ([]byte, error) {
	a, err := c.get(ctx, address, http.Header{"Accept": {"application/octet-stream, */*"}, "Accept-Encoding": {"identity"}}, maxArchive)
	if err != nil {
		return nil, err
	}
	return a.data, nil
}

// StatusError is an answer that is none.
type StatusError struct {
	Address string
	Status  int
	after   time.Duration // when to ask again, if the server says so
}

// Error says what the server answered, and what may be done.
func (e *StatusError) Error() string {
	text := fmt.Sprintf("%s answers %d %s", e.Address, e.Status, http.StatusText(e.Status))
	switch e.Status {
	case http.StatusUnauthorized, http.StatusForbidden:
		text += ": it may want a token, //HOST/:_authToken=… in .npmrc"
	case http.StatusNotFound:
		text += ": there is no such package or version, or it wants a token"
	}
	return text
}

// UnreachableError is a registry that gave no answer, as often as it was asked.
type UnreachableError struct {
	Host  string
	Cause error
}

// Error says which registry it is, and why there is no answer.
func (e *UnreachableError) Error() string {
	cause := e.Cause
	if failed, is := errors.AsType[*url.Error](cause); is {
		cause = failed.Err
	}
	return fmt.Sprintf("the registry %s can't be reached: %v", e.Host, cause)
}

// Unwrap gives the cause.
func (e *UnreachableError) Unwrap() error { return e.Cause }

// answer is one that has come as a whole.
type answer struct {
	status int
	header http.Header
	data   []byte
}

// get asks until there is an answer, or it is clear that there will be none.
func (c *Client) get(ctx context.Context, address string, header http.Header, limit int64) (*answer, error) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" {
		return nil, fmt.Errorf("%q is no address that can be asked: it has to begin with https://", address)
	}
	for attempt := 0; ; attempt++ {
		a, err := c.ask(ctx, address, header, limit)
		if err == nil || ctx.Err() != nil {
			return a, errors.Join(err, ctx.Err())
		}
		status, answered := errors.AsType[*StatusError](err)
		final := answered && status.Status < 500 && status.Status != http.StatusTooManyRequests && status.Status != http.StatusRequestTimeout
		if _, large := errors.AsType[*tooLarge](err); large || final || attempt >= c.retries {
			_, cut := errors.AsType[*cutOff](err)
			if answered || large || cut {
				return nil, err
			}
			return nil, &UnreachableError{Host: parsed.Host, Cause: err}
		}
		wait := c.wait(attempt)
		if answered {
			wait = max(wait, min(status.after, c.maxWait))
		}
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// wait is how long to wait after a number of attempts: three times as long each time, spread so that many don't ask again at once.
func (c *Client) wait(attempt int) time.Duration {
	wait := c.minWait
	for range attempt {
		wait = min(3*wait, c.maxWait)
	}
	return wait/2 + time.Duration(rand.Int64N(int64(wait/2)+1))
}

// cutOff is an answer that ended before its end.
type cutOff struct {
	address string
	cause   error
}

func (e *cutOff) Error() string {
	return fmt.Sprintf("the answer of %s was cut off: %v", e.address, e.cause)
}

func (e *cutOff) Unwrap() error { return e.cause }

// tooLarge is an answer that is not read.
type tooLarge struct {
	address string
	limit   int64
}

func (e *tooLarge) Error() string {
	return fmt.Sprintf("the answer of %s is larger than %d MB", e.address, e.limit>>20)
}

// ask asks once. If nothing comes for a while, it gives up; an answer may take as long as it wants while it comes.
func (c *Client) ask(ctx context.Context, address string, header http.Header, limit int64) (*answer, error) {
	late := fmt.Errorf("nothing came for %s", c.stall)
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	timer := time.AfterFunc(c.stall, func() { cancel(late) })
	defer timer.Stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	request.Header = header.Clone()
	c.authorize(request)
	response, err := c.http.Do(request)
	if err != nil {
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return nil, err
	}
	defer response.Body.Close()
	a := &answer{status: response.StatusCode, header: response.Header}
	if response.StatusCode == http.StatusNotModified && header.Get("If-None-Match") != "" {
		return a, nil
	}
	if response.StatusCode != http.StatusOK {
		seconds, _ := strconv.Atoi(response.Header.Get("Retry-After"))
		return nil, &StatusError{Address: address, Status: response.StatusCode, after: time.Duration(seconds) * time.Second}
	}
	if response.ContentLength > limit {
		return nil, &tooLarge{address, limit}
	}
	a.data = make([]byte, 0, max(response.ContentLength+1, 16<<10))
	for {
		if len(a.data) == cap(a.data) {
			a.data = append(a.data, 0)[:len(a.data)]
		}
		n, err := response.Body.Read(a.data[len(a.data):cap(a.data)])
		a.data = a.data[:len(a.data)+n]
		timer.Reset(c.stall)
		switch {
		case int64(len(a.data)) > limit:
			return nil, &tooLarge{address, limit}
		case errors.Is(err, io.EOF):
			return a, nil
		case err != nil:
			if cause := context.Cause(ctx); cause != nil {
				err = cause
			}
			return nil, &cutOff{address, err}
		}
	}
}

// authorize adds what .npmrc has for the request's address.
func (c *Client) authorize(request *http.Request) {
	auth := c.auths.GetAuth(request.URL.String())
	switch {
	case auth == nil:
	case auth.BearerToken != "":
		request.Header.Set("Authorization", "Bearer "+auth.BearerToken)
	case auth.BasicAuth != "":
		request.Header.Set("Authorization", "Basic "+auth.BasicAuth)
	case auth.Username != "":
		request.SetBasicAuth(auth.Username, auth.Password)
	}
}

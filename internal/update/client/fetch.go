package client

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/deskjs/deskjs/internal/update"
	"github.com/deskjs/deskjs/internal/update/manifest"
	"github.com/deskjs/deskjs/internal/update/store"
)

// get makes a request for a file below the folder of the updates. The caller calls stop when it has read the answer; each byte that it reads it says
// to alive, or the request is given up when the server has been silent for too long.
func (c *Client) get(ctx context.Context, name string, headers map[string]string) (response *http.Response, alive, stop func(), err error) {
	ctx, cancel := context.WithCancelCause(ctx)
	stalled := time.AfterFunc(c.options.Stall, func() { cancel(fmt.Errorf("it has been silent for %s", c.options.Stall)) })
	alive, stop = func() { stalled.Reset(c.options.Stall) }, func() { stalled.Stop(); cancel(nil) }
	address := c.base.JoinPath(name)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address.String(), nil)
	if err == nil {
		// What is downloaded is compressed already, and its bytes are counted.
		request.Header.Set("Accept-Encoding", "identity")
		if c.options.UserAgent != "" {
			request.Header.Set("User-Agent", c.options.UserAgent)
		}
		for name, value := range headers {
			request.Header.Set(name, value)
		}
		response, err = c.http.Do(request)
	}
	if err != nil {
		stop()
		if cause := context.Cause(ctx); cause != nil {
			err = cause
		}
		return nil, nil, nil, networkError(c.base.Host, err)
	}
	if response.StatusCode >= 300 && response.StatusCode < 400 && response.StatusCode != http.StatusNotModified {
		response.Body.Close()
		stop()
		return nil, nil, nil, &update.Error{Code: update.CodeRedirect, Text: fmt.Sprintf("The server for updates, %s, sends the app elsewhere, which it does not follow: %q", c.base.Host, response.Header.Get("Location"))}
	}
	return response, alive, stop, nil
}

func networkError(host string, cause error) error {
	return &update.Error{Code: update.CodeNetwork, Text: "The server for updates, " + host + ", can't be reached, or breaks off", Cause: cause}
}

func statusError(name string, response *http.Response) error {
	return &update.Error{Code: update.CodeServer, Text: fmt.Sprintf("The server for updates answers %d for %s", response.StatusCode, name)}
}

// small fetches a file of at most limit bytes, and what the server calls its version. With had, the version that is here already, there is no data if it is
// still the same.
func (c *Client) small(ctx context.Context, name string, limit int64, had string) (data []byte, tag string, err error) {
	headers := map[string]string{}
	if had != "" {
		headers["If-None-Match"] = had
	}
	response, alive, stop, err := c.get(ctx, name, headers)
	if err != nil {
		return nil, "", err
	}
	defer stop()
	defer response.Body.Close()
	if response.StatusCode == http.StatusNotModified && had != "" {
		return nil, had, nil
	}
	if response.StatusCode != http.StatusOK {
		return nil, "", statusError(name, response)
	}
	data, err = io.ReadAll(io.LimitReader(&lively{response.Body, alive}, limit+1))
	if err != nil {
		return nil, "", networkError(c.base.Host, err)
	}
	if int64(len(data)) > limit {
		return nil, "", &update.Error{Code: update.CodeTooLarge, Text: fmt.Sprintf("The server for updates sends more than %d bytes for %s", limit, name)}
	}
	return data, response.Header.Get("ETag"), nil
}

// lively tells of each read that brought something.
type lively struct {
	io.Reader
	alive func()
}

func (l *lively) Read(buffer []byte) (int, error) {
	n, err := l.Reader.Read(buffer)
	if n > 0 {
		l.alive()
	}
	return n, err
}

// part downloads a file, or what is missing of it. When it returns without an error the part has the file's hash.
func (c *Client) part(ctx context.Context, part store.Part, file manifest.File, progress func(done int64)) error {
	sum := sha256.New()
	have, err := resume(part, file, sum)
	if err != nil {
		return err
	}
	if have < file.Size {
		progress(have)
		if err := c.rest(ctx, part, file, have, sum, progress); err != nil {
			return err
		}
	}
	if hex.EncodeToString(sum.Sum(nil)) != file.Hash {
		return errors.Join(&update.Error{Code: update.CodeMismatch, Text: "A file of the update is not the one that the list speaks of: " + file.URL}, part.Remove())
	}
	progress(file.Size)
	return nil
}

// resume hashes what is there, and returns how much that is: nothing, if it can't be the beginning of the file.
func resume(part store.Part, file manifest.File, sum hash.Hash) (int64, error) {
	have := part.Size()
	if have == 0 || have > file.Size || have < file.Size && part.Tag() == "" {
		return 0, nil
	}
	reader, err := part.Open()
	if err != nil {
		return 0, err
	}
	defer reader.Close()
	if _, err := io.Copy(sum, io.NewSectionReader(reader, 0, have)); err != nil {
		sum.Reset()
		return 0, nil // what can't be read is downloaded again
	}
	return have, nil
}

// rest requests the file from byte have on.
func (c *Client) rest(ctx context.Context, part store.Part, file manifest.File, have int64, sum hash.Hash, progress func(done int64)) (err error) {
	headers := map[string]string{}
	if have > 0 {
		headers["Range"], headers["If-Range"] = fmt.Sprintf("bytes=%d-", have), part.Tag()
	}
	response, alive, stop, err := c.get(ctx, file.URL, headers)
	if err != nil {
		return err
	}
	defer stop()
	defer response.Body.Close()
	var out store.Writer
	switch {
	case response.StatusCode == http.StatusPartialContent && have > 0 && strings.HasPrefix(response.Header.Get("Content-Range"), fmt.Sprintf("bytes %d-", have)):
		out, err = part.Append()
	case response.StatusCode == http.StatusOK:
		have = 0
		sum.Reset()
		out, err = part.Restart(strongTag(response.Header.Get("ETag")))
	case response.StatusCode == http.StatusRequestedRangeNotSatisfiable || response.StatusCode == http.StatusPartialContent:
		// The server has another idea of the file: next time it is asked for the whole.
		return errors.Join(statusError(file.URL, response), part.Remove())
	default:
		return statusError(file.URL, response)
	}
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	body, buffer := &lively{response.Body, alive}, make([]byte, 64<<10)
	for {
		n, err := body.Read(buffer)
		if have+int64(n) > file.Size {
			return errors.Join(&update.Error{Code: update.CodeTooLarge, Text: fmt.Sprintf("The server for updates sends more than the %d bytes that %s has", file.Size, file.URL)}, part.Remove())
		}
		if n > 0 {
			if written, err := out.Write(buffer[:n]); err != nil || written < n {
				return &update.Error{Code: update.CodeDisk, Text: "The update can't be written to this computer's disk", Cause: errors.Join(err, shortIf(written < n))}
			}
			sum.Write(buffer[:n])
			have += int64(n)
			progress(have)
		}
		switch {
		case errors.Is(err, io.EOF) && have == file.Size:
			return nil
		case errors.Is(err, io.EOF):
			return networkError(c.base.Host, io.ErrUnexpectedEOF)
		case err != nil:
			return networkError(c.base.Host, err)
		}
	}
}

func shortIf(short bool) error {
	if short {
		return io.ErrShortWrite
	}
	return nil
}

// strongTag returns a tag that bytes may be appended by: weak ones only say that two files mean the same.
func strongTag(tag string) string {
	if strings.HasPrefix(tag, "W/") || !strings.HasPrefix(tag, `"`) {
		return ""
	}
	return tag
}

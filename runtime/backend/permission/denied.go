package permission

import (
	"net"
	"path"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// denied is Node's error for what is not granted. missing is a sentence about it, kind and resource are Node's properties.
func (g *Guard) denied(kind, resource, missing string) error {
	message := "Access to this API has been restricted: " + missing
	if g.source == "" {
		message = "Access to this API has been restricted. Use --" + flags[kind] + " to manage permissions."
	}
	return &op.Error{
		Code: "ERR_ACCESS_DENIED", Message: message,
		Fields: op.Object{{Name: "permission", Value: kind}, {Name: "resource", Value: resource}},
	}
}

// flags are node's for each kind of permission.
var flags = map[string]string{
	"FileSystemRead": "allow-fs-read", "FileSystemWrite": "allow-fs-write", "ChildProcess": "allow-child-process",
	"WorkerThreads": "allow-worker", "WASI": "allow-wasi", "Net": "allow-net",
}

// Refuse is the error for what can't be granted because it can't be checked; why is a sentence.
func Refuse(why string) error {
	g := current.Load()
	if g == nil {
		g = &Guard{}
	}
	return g.denied("FileSystemWrite", "", why)
}

// Worker checks that a worker may be started, WASI that an instance may be made.
func Worker() error {
	if g := current.Load(); g != nil && g.noWorkers {
		return g.denied("WorkerThreads", "", "")
	}
	return nil
}

// WASI is documented at Worker.
func WASI() error {
	if g := current.Load(); g != nil && g.noWASI {
		return g.denied("WASI", "", "")
	}
	return nil
}

// add says what to write, and where.
func (g *Guard) add(pattern, list string) string {
	return `add "` + pattern + `" to permissions.` + list + " in " + g.source
}

// wins says which pattern denies.
func (g *Guard) wins(pattern, list string) string {
	return `permissions.` + list + ".deny in " + g.source + ` has "` + pattern + `", which wins`
}

func (g *Guard) deniedFile(access Access, canonical, asked string, by *rule) error {
	kind, verb, list := "FileSystemRead", "reading", "files.read"
	if access&Reading == 0 {
		kind, verb, list = "FileSystemWrite", "writing", "files.write"
	}
	what := verb + " " + canonical
	if by != nil {
		return g.denied(kind, asked, what+" is denied: "+g.wins(by.pattern, "files"))
	}
	return g.denied(kind, asked, what+" is not granted; "+g.add(g.shorten(canonical), list))
}

// shorten writes a canonical path as a pattern, with the folder that it is in by its name.
func (g *Guard) shorten(canonical string) string {
	key := keyOf(canonical)
	for _, f := range g.folders {
		rest, ok := below(key, f.key)
		switch {
		case !ok:
		case rest == "":
			return "$" + f.name
		default:
			// The same end, in the case in which it is written.
			return "$" + path.Join(f.name, slashed(canonical[max(len(canonical)-len(rest), 0):]))
		}
	}
	return slashed(canonical)
}

func slashed(text string) string { return strings.ReplaceAll(text, `\`, "/") }

func (g *Guard) deniedHost(host string, port int, verb, list string) error {
	resource := hostPort(host, port)
	return g.denied("Net", resource, verb+" "+resource+" is not granted; "+g.add(resource, list))
}

func (g *Guard) refusedHost(resource, verb, pattern string) error {
	return g.denied("Net", resource, verb+" "+resource+" is denied: "+g.wins(pattern, "net"))
}

// hostPort joins them as patterns have it.
func hostPort(host string, port int) string { return net.JoinHostPort(host, strconv.Itoa(port)) }

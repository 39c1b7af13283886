package main

import (
	"fmt"
	"net/netip"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/config"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/grant"
	"github.com/deskjs/deskjs/internal/usage"
	"github.com/deskjs/deskjs/runtime/backend"
)

// writePermissions changes deskjs.json.
func writePermissions(env *environment, dir string, add, remove *grant.Permissions) error {
	name := filepath.Join(dir, config.FileName)
	source, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	edited, err := config.EditPermissions(source, add, remove)
	if err != nil {
		return err
	}
	if string(edited) == string(source) {
		fmt.Fprintln(env.out, "deskjs.json grants what the app was seen to use.")
		return nil
	}
	if err := os.WriteFile(name, edited, 0o644); err != nil {
		return cannotWrite(name, err)
	}
	for _, list := range usage.Lists {
		for _, pattern := range *listOf(add, list) {
			fmt.Fprintf(env.out, "permissions.%s: added %s\n", list, pattern)
		}
		for _, pattern := range *listOf(remove, list) {
			fmt.Fprintf(env.out, "permissions.%s: removed %s\n", list, pattern)
		}
	}
	return nil
}

// uses is what an app was seen to do, compared with what its deskjs.json grants.
type uses struct {
	// missing are the narrowest grants that it lacks; denied is what it was refused by those that deny.
	missing, denied *grant.Permissions
	// unused are grants that it was not seen to use; empty if it was not seen at all.
	unused *grant.Permissions
	// seen says that there is a record of the app itself, declared that deskjs.json has permissions.
	seen, declared bool
}

func (u *uses) isEmpty() bool {
	return !slices.ContainsFunc(usage.Lists, func(list string) bool { return len(*listOf(u.missing, list)) > 0 })
}

// listOf is the list of p with a name of package usage.
func listOf(p *grant.Permissions, list string) *[]string {
	switch list {
	case usage.Connect:
		return &p.Net.Connect
	case usage.Listen:
		return &p.Net.Listen
	case usage.Read:
		return &p.Files.Read
	case usage.Write:
		return &p.Files.Write
	case usage.OpenExternal:
		return &p.OpenExternal
	}
	return &p.Run
}

// findUses compares the record of the project in dir with its settings.
func findUses(dir string, settings *config.Config) (*uses, error) {
	record, err := usage.Load(dir)
	if err != nil {
		return nil, err
	}
	found := &uses{
		missing: &grant.Permissions{}, denied: &grant.Permissions{}, unused: &grant.Permissions{},
		declared: settings.Permissions != nil,
	}
	current := &grant.Permissions{}
	if settings.Permissions != nil {
		current = settings.Permissions
	}
	granted := func(p *grant.Permissions) (func(usage.Use) bool, error) { return backend.Granted(p, dir, settings.ID) }
	isGranted, err := granted(current)
	if err != nil {
		return nil, err
	}
	record = slices.DeleteFunc(record, func(s usage.Seen) bool { return isTests(s) || isWider(s, record) })
	found.seen = len(record) > 0 // tests alone don't show what the app uses
	for _, s := range record {
		if isGranted(s.Use) || s.By != "" && slices.Contains(*listOf(current, s.List), s.By) {
			continue
		}
		// With the grant it may still be denied.
		trial := *current
		*listOf(&trial, s.List) = append(slices.Clone(*listOf(current, s.List)), s.Pattern)
		wouldBe, err := granted(&trial)
		if err != nil {
			continue // a name that is no pattern
		}
		into := found.missing
		if !wouldBe(s.Use) {
			into = found.denied
		}
		if list := listOf(into, s.List); !slices.Contains(*list, s.Pattern) {
			*list = append(*list, s.Pattern)
		}
	}
	narrowest(found.missing, granted)
	if !found.seen {
		return found, nil
	}
	for _, list := range usage.Lists {
		for _, pattern := range *listOf(current, list) {
			alone := &grant.Permissions{}
			*listOf(alone, list) = []string{pattern}
			covers, err := granted(alone)
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(record, func(s usage.Seen) bool { return s.List == list && (s.By == pattern || covers(s.Use)) }) {
				*listOf(found.unused, list) = append(*listOf(found.unused, list), pattern)
			}
		}
	}
	return found, nil
}

// narrowest leaves out what another of the same list grants already.
func narrowest(p *grant.Permissions, granted func(*grant.Permissions) (func(usage.Use) bool, error)) {
	for _, list := range usage.Lists {
		patterns := listOf(p, list)
		for i := 0; i < len(*patterns); {
			others := &grant.Permissions{}
			*listOf(others, list) = slices.Delete(slices.Clone(*patterns), i, i+1)
			if covers, err := granted(others); err == nil && covers(usage.Use{List: list, Pattern: (*patterns)[i]}) {
				*patterns = *listOf(others, list)
				continue
			}
			i++
		}
	}
}

// isWider reports whether a use is a name without a port, that was looked up, of one that is known with its port.
func isWider(s usage.Seen, record []usage.Seen) bool {
	if s.List != usage.Connect {
		return false
	}
	host, err := grant.ParseHost(s.Pattern)
	return err == nil && host.IsName() && host.AllPorts() && slices.ContainsFunc(record, func(other usage.Seen) bool {
		return other.List == s.List && strings.HasPrefix(other.Pattern, s.Pattern+":")
	})
}

// isTests reports whether a use was seen in tests only and is what tests are made of: the project's own files, temporary ones,
// servers of the test's own.
func isTests(s usage.Seen) bool {
	if !slices.Equal(s.During, []string{usage.Test}) {
		return false
	}
	switch s.List {
	case usage.Read, usage.Write:
		first, _, _ := strings.Cut(s.Pattern, "/")
		return first == "$APP" || first == "$TEMP"
	case usage.Connect, usage.Listen:
		host, err := grant.ParseHost(s.Pattern)
		if err != nil {
			return false
		}
		return host.MatchAddress(netip.AddrFrom4([4]byte{127, 0, 0, 1})) || host.MatchAddress(netip.IPv6Loopback()) || host.MatchAddress(netip.IPv4Unspecified())
	}
	return false
}

var doing = map[string]string{
	usage.Connect: "connects to", usage.Listen: "listens on", usage.Read: "reads", usage.Write: "writes", usage.Run: "starts",
	usage.OpenExternal: "has the system open addresses of",
}

// messages are what is to be told of it, at the place in deskjs.json.
func (u *uses) messages(dir string) []diag.Message {
	source, err := os.ReadFile(filepath.Join(dir, config.FileName))
	if err != nil {
		source = nil
	}
	var messages []diag.Message
	tell := func(severity diag.Severity, hint, format string, values ...any) {
		messages = append(messages, config.PlacePermissions(diag.Message{Severity: severity, Text: fmt.Sprintf(format, values...), Hint: hint}, source))
	}
	for _, list := range usage.Lists {
		for _, pattern := range *listOf(u.missing, list) {
			hint := fmt.Sprintf("add %q to permissions.%s; `deskjs check --write` does", pattern, list)
			if list == usage.Run && slices.Contains([]string{"sh", "bash", "cmd", "cmd.exe", "powershell"}, filepath.Base(pattern)) {
				hint += ", but a shell starts anything: execFile and spawn need none"
			}
			tell(diag.SeverityError, hint, "the app %s %s, which is not granted", doing[list], pattern)
		}
		for _, pattern := range *listOf(u.denied, list) {
			tell(diag.SeverityWarning, "", "the app %s %s, which is denied", doing[list], pattern)
		}
	}
	if !u.seen && u.declared {
		return messages
	}
	for _, list := range usage.Lists {
		for _, pattern := range *listOf(u.unused, list) {
			tell(diag.SeverityWarning, "`deskjs check --narrow` takes out what was not used", "permissions.%s has %q, which the app was not seen to use", list, pattern)
		}
	}
	if !u.seen && !u.declared {
		tell(diag.SeverityWarning, "use the app in `deskjs dev`, then check again",
			"no permissions are declared, and the app was not seen to need any: built, it can use its own data and nothing else")
	}
	return messages
}

package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/bundler"
	"github.com/deskjs/deskjs/internal/diag"
	"github.com/deskjs/deskjs/internal/electron"
)

// electronUsed is what an app written for Electron uses of it.
type electronUsed struct {
	same, different, missing int
	messages                 []diag.Message
}

// checkElectron lists what of an app written for Electron works differently, and what is missing.
func checkElectron(dir string) (*electronUsed, error) {
	found, err := bundler.ElectronUses(dir)
	if err != nil {
		return nil, err
	}
	used := &electronUsed{}
	if used.messages, err = bundler.ElectronOptions(dir); err != nil {
		return nil, err
	}
	counted := map[string]bool{}
	for _, use := range found {
		if section := electron.Table()[use.Section]; section != nil {
			if _, gone := section.Gone(); gone {
				continue // where it was imported, that is told
			}
		}
		name := use.Name
		if use.Section != "" {
			name = strings.Replace(use.Section+"."+use.Name, ".'", " '", 1)
		}
		count := !counted[name]
		counted[name] = true
		message := use.Place
		message.Severity, message.Hint = diag.SeverityWarning, use.Member.Note
		switch {
		case use.Member.Name == "":
			message.Text, message.Hint = fmt.Sprintf("%s is nothing that Electron has, as far as DeskJS knows", name), "if it is a name of the app's own, nothing is wrong"
		case use.Member.Status == electron.Missing:
			message.Text = name + " is missing"
			used.missing += number(count)
		case use.Member.Status == electron.Different:
			message.Text = name + " is different"
			used.different += number(count)
		default:
			used.same += number(count)
			continue
		}
		// Each is told once a file: a long list of one name says no more.
		if !slices.ContainsFunc(used.messages, func(m diag.Message) bool { return m.Text == message.Text && m.File == message.File }) {
			used.messages = append(used.messages, message)
		}
	}
	return used, nil
}

func number(counts bool) int {
	if counts {
		return 1
	}
	return 0
}

// String says what it comes to.
func (u *electronUsed) String() string {
	return fmt.Sprintf("Of what the app uses of Electron, %s the same, %d different and %d missing; docs/electron.md has all of it.", amountOf(u.same, "name is", "names are"), u.different, u.missing)
}

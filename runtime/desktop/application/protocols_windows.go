package application

import (
	"errors"
	"strings"

	"golang.org/x/sys/windows"
	"golang.org/x/sys/windows/registry"
)

const classesKey = `Software\Classes\`

// windowsCommand is the command line of a program; suffix is added in quotes.
func windowsCommand(program string, args []string, suffix string) string {
	parts := []string{`"` + program + `"`}
	for _, arg := range args {
		parts = append(parts, windows.EscapeArg(arg))
	}
	if suffix != "" {
		parts = append(parts, `"`+suffix+`"`)
	}
	return strings.Join(parts, " ")
}

func (a *application) setProtocol(p protocol) (bool, error) {
	if err := a.check(&p); err != nil {
		return false, err
	}
	values := []struct{ key, name, value string }{
		{classesKey + p.Scheme, "", "URL:" + p.Scheme},
		{classesKey + p.Scheme, "URL Protocol", ""},
		{classesKey + p.Scheme + `\shell\open\command`, "", windowsCommand(p.Program, p.Args, "%1")},
	}
	for _, v := range values {
		key, _, err := registry.CreateKey(registry.CURRENT_USER, v.key, registry.SET_VALUE)
		if err != nil {
			return false, err
		}
		err = key.SetStringValue(v.name, v.value)
		_ = key.Close()
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

func (a *application) isProtocol(p protocol) (bool, error) {
	if err := a.check(&p); err != nil {
		return false, err
	}
	key, err := registry.OpenKey(registry.CURRENT_USER, classesKey+p.Scheme+`\shell\open\command`, registry.QUERY_VALUE)
	if errors.Is(err, registry.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	defer key.Close()
	command, _, err := key.GetStringValue("")
	return err == nil && command == windowsCommand(p.Program, p.Args, "%1"), nil
}

func (a *application) removeProtocol(p protocol) (bool, error) {
	is, err := a.isProtocol(p)
	if err != nil || !is {
		return false, err
	}
	for _, key := range []string{`\shell\open\command`, `\shell\open`, `\shell`, ""} {
		if err := registry.DeleteKey(registry.CURRENT_USER, classesKey+p.Scheme+key); err != nil {
			return false, err
		}
	}
	return true, nil
}

// protocolName is the name of the program that opens a scheme's addresses: its file's.
func protocolName(scheme string) (string, error) {
	key, err := registry.OpenKey(registry.CLASSES_ROOT, scheme+`\shell\open\command`, registry.QUERY_VALUE)
	if err != nil {
		return "", nil
	}
	defer key.Close()
	command, _, err := key.GetStringValue("")
	if err != nil {
		return "", nil
	}
	program, _, _ := strings.Cut(strings.TrimPrefix(command, `"`), `"`)
	return strings.TrimSuffix(program[strings.LastIndexByte(program, '\\')+1:], ".exe"), nil
}

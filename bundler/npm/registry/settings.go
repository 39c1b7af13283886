package registry

import (
	"encoding/base64"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/google/osv-scalibr/clients/datasource"

	"github.com/deskjs/deskjs/internal/diag"
)

// Settings are those of npm, by their names there: "registry", "strict-ssl", "@scope:registry", "//host/:_authToken". Values of
// lists (`ca[]=…`) are joined by line ends.
type Settings map[string]string

// load reads the settings of a project's directory. What is nearer wins: the environment, the project, the user, the machine.
func load(dir string) (Settings, error) {
	environment := Settings{}
	for _, pair := range os.Environ() {
		name, value, _ := strings.Cut(pair, "=")
		if len(name) > len("npm_config_") && strings.EqualFold(name[:len("npm_config_")], "npm_config_") && value != "" {
			environment[environmentName(name[len("npm_config_"):])] = value
		}
	}
	project, err := readFile(filepath.Join(dir, ".npmrc"))
	if err != nil {
		return nil, err
	}
	userFile := environment["userconfig"]
	if userFile == "" {
		if home, err := os.UserHomeDir(); err == nil {
			userFile = filepath.Join(home, ".npmrc")
		}
	}
	user := Settings{}
	if userFile != "" {
		if user, err = readFile(userFile); err != nil {
			return nil, err
		}
	}
	settings := Settings{}
	maps.Copy(settings, user)
	maps.Copy(settings, project)
	maps.Copy(settings, environment)
	machineFile := settings["globalconfig"]
	if machineFile == "" {
		prefix := settings["prefix"]
		if prefix == "" {
			prefix = os.Getenv("PREFIX")
		}
		if prefix == "" {
			return settings, nil
		}
		machineFile = filepath.Join(prefix, "etc", "npmrc")
	}
	all, err := readFile(machineFile)
	if err != nil {
		return nil, err
	}
	maps.Copy(all, settings)
	return all, nil
}

// environmentName is the name of a setting whose variable is npm_config_NAME. Those of hosts stay as they are.
func environmentName(name string) string {
	if strings.HasPrefix(name, "//") || strings.HasPrefix(name, "@") {
		return name
	}
	name = strings.ToLower(name)
	return name[:1] + strings.ReplaceAll(name[1:], "_", "-")
}

// readFile reads an .npmrc; one that isn't there has no settings.
func readFile(file string) (Settings, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return Settings{}, nil
	}
	if err != nil {
		return nil, diag.New(diag.Message{File: file, Text: fmt.Sprintf("it can't be read: %v", err)})
	}
	return parse(string(data)), nil
}

// parse reads lines `name = value`, as npm's module "ini" does.
func parse(text string) Settings {
	settings := Settings{}
	for line := range strings.Lines(strings.TrimPrefix(text, "\ufeff")) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == ';' || line[0] == '#' {
			continue
		}
		if line[0] == '[' {
			break // sections are for others
		}
		name, value, given := strings.Cut(line, "=")
		name, value = expand(unquote(strings.TrimSpace(name))), strings.TrimSpace(value)
		if !given {
			value = "true"
		}
		value = expand(unquote(value))
		if list, is := strings.CutSuffix(name, "[]"); is {
			name = list
			if before, has := settings[name]; has {
				value = before + "\n" + value
			}
		}
		settings[name] = value
	}
	return settings
}

// unquote takes the quotes off a value, or the comment behind one that has none.
func unquote(value string) string {
	if len(value) >= 2 && (value[0] == '"' || value[0] == '\'') && value[len(value)-1] == value[0] {
		if value[0] == '"' {
			if text, err := strconv.Unquote(value); err == nil {
				return text
			}
		}
		return value[1 : len(value)-1]
	}
	for i := 0; i < len(value); i++ {
		if (value[i] == ';' || value[i] == '#') && (i == 0 || value[i-1] != '\\') {
			return strings.TrimSpace(value[:i])
		}
	}
	return strings.NewReplacer(`\;`, ";", `\#`, "#").Replace(value)
}

var variable = regexp.MustCompile(`\$\{([^${}]+?)(\??)\}`)

// expand replaces ${NAME} by what the environment has. What isn't there stays, but for ${NAME?}.
func expand(value string) string {
	return variable.ReplaceAllStringFunc(value, func(found string) string {
		parts := variable.FindStringSubmatch(found)
		if text, is := os.LookupEnv(parts[1]); is {
			return text
		}
		if parts[2] != "" {
			return ""
		}
		return found
	})
}

// On reports whether a switch is on; fallback is for one that isn't set.
func (s Settings) On(name string, fallback bool) bool {
	switch s[name] {
	case "":
		return fallback
	case "false", "null", "0":
		return false
	}
	return true
}

func (s Settings) number(name string, fallback int) int {
	if n, err := strconv.Atoi(s[name]); err == nil && n >= 0 {
		return n
	}
	return fallback
}

func (s Settings) milliseconds(name string, fallback time.Duration) time.Duration {
	if n, err := strconv.Atoi(s[name]); err == nil && n > 0 {
		return time.Duration(n) * time.Millisecond
	}
	return fallback
}

// readAddresses takes registries and what they want to be told from the settings.
func (c *Client) readAddresses() error {
	for name, value := range c.settings {
		at := strings.LastIndex(name, ":")
		host, field := name[:max(at, 0)], name[at+1:]
		if name == "registry" || field == "registry" && strings.HasPrefix(host, "@") {
			parsed, err := url.Parse(value)
			if err != nil || parsed.Host == "" || parsed.Scheme != "https" && parsed.Scheme != "http" {
				return diag.New(diag.Message{File: ".npmrc", Text: fmt.Sprintf("%s is %q, which is no address of a registry", name, value), Hint: "write https://HOST/"})
			}
			c.registries[host] = strings.TrimSuffix(value, "/") + "/"
			continue
		}
		if !strings.HasPrefix(host, "//") {
			continue
		}
		auth := c.auths[host]
		if auth == nil {
			auth = &datasource.HTTPAuthentication{}
		}
		switch field {
		case "_authToken":
			auth.BearerToken = value
		case "_auth":
			auth.BasicAuth = value
		case "username":
			auth.Username = value
		case "_password":
			password, err := base64.StdEncoding.DecodeString(value)
			if err != nil {
				return diag.New(diag.Message{File: ".npmrc", Text: fmt.Sprintf("%s is not base64", name)})
			}
			auth.Password = string(password)
		default:
			continue
		}
		c.auths[host] = auth
	}
	return nil
}

//go:build !windows && !darwin

package language

import "os"

func system() string { return fromEnvironment(os.Getenv) }

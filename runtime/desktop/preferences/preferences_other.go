//go:build !windows && !darwin

package preferences

import "github.com/deskjs/deskjs/runtime/desktop/service"

func methods(*service.Host) (here map[string]service.Handler, reset func()) { return nil, nil }

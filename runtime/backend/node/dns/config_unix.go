//go:build unix

package dns

import "net/netip"

func hostsPath() string { return "/etc/hosts" }

// configuredServers are those of /etc/resolv.conf, which macOS keeps up to date with its own configuration.
func configuredServers() []netip.AddrPort { return nameservers(readConfig("/etc/resolv.conf")) }

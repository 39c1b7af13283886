package dns

import (
	"net/netip"
	"os"
	"strings"
)

const (
	// maxConfig is how much of a file of the system's is read, in bytes.
	maxConfig = 1 << 20
	// maxServers is how many of a file's servers are asked.
	maxServers = 16
	serverPort = 53
)

// readConfig is a file's text, "" if there is none or it is too long to be meant.
func readConfig(path string) string {
	info, err := os.Stat(path)
	if err != nil || info.Size() > maxConfig {
		return ""
	}
	text, err := os.ReadFile(path)
	if err != nil || len(text) > maxConfig {
		return ""
	}
	return string(text)
}

// nameservers are the servers of a resolv.conf.
func nameservers(text string) []netip.AddrPort {
	var servers []netip.AddrPort
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] != "nameserver" || len(servers) == maxServers {
			continue
		}
		if ip, err := netip.ParseAddr(fields[1]); err == nil {
			servers = append(servers, netip.AddrPortFrom(ip, serverPort))
		}
	}
	return servers
}

// hostNames are the names that a file of hosts has for an address.
func hostNames(text string, address netip.Addr) []string {
	var names []string
	for line := range strings.Lines(text) {
		line, _, _ = strings.Cut(line, "#")
		fields := strings.Fields(line)
		if len(fields) < 2 {
			continue
		}
		if ip, err := netip.ParseAddr(fields[0]); err == nil && ip.Unmap() == address {
			names = append(names, fields[1:]...)
		}
	}
	return names
}

// systemServers are the system's servers; without any, one on this machine is asked, as resolv.conf(5) has it.
func systemServers() []netip.AddrPort {
	if servers := configuredServers(); len(servers) > 0 {
		return servers
	}
	return []netip.AddrPort{netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, 1}), serverPort)}
}

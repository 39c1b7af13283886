package dns

import (
	"net/netip"
	"os"
	"path/filepath"
	"unsafe"

	"golang.org/x/sys/windows"
)

func hostsPath() string {
	return filepath.Join(os.Getenv("SystemRoot"), `System32\drivers\etc\hosts`)
}

// configuredServers are those of the network adapters that are up.
func configuredServers() []netip.AddrPort {
	const flags = windows.GAA_FLAG_SKIP_UNICAST | windows.GAA_FLAG_SKIP_ANYCAST | windows.GAA_FLAG_SKIP_MULTICAST | windows.GAA_FLAG_SKIP_FRIENDLY_NAME
	size := uint32(16 << 10)
	for range 4 { // adapters may appear between two calls
		memory := make([]byte, size)
		first := (*windows.IpAdapterAddresses)(unsafe.Pointer(&memory[0]))
		err := windows.GetAdaptersAddresses(windows.AF_UNSPEC, flags, 0, first, &size)
		if err == windows.ERROR_BUFFER_OVERFLOW {
			continue
		}
		if err != nil {
			return nil
		}
		return adapterServers(first)
	}
	return nil
}

func adapterServers(adapter *windows.IpAdapterAddresses) []netip.AddrPort {
	var servers []netip.AddrPort
	for ; adapter != nil; adapter = adapter.Next {
		if adapter.OperStatus != windows.IfOperStatusUp {
			continue
		}
		for server := adapter.FirstDnsServerAddress; server != nil && len(servers) < maxServers; server = server.Next {
			ip, ok := netip.AddrFromSlice(server.Address.IP())
			// Windows names these where nothing is configured.
			if !ok || netip.MustParsePrefix("fec0:0:0:ffff::/64").Contains(ip) {
				continue
			}
			servers = append(servers, netip.AddrPortFrom(ip.Unmap(), serverPort))
		}
	}
	return servers
}

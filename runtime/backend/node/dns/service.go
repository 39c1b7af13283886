package dns

import (
	"bufio"
	"context"
	"net"
	"net/netip"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/permission"
)

// maxServices is how much of the file of services is read, in bytes.
const maxServices = 1 << 20

// lookupService is [host name, service] of an address and a TCP port; the service is the port's number where it has no name.
func lookupService(ctx context.Context, address string, port int) (any, error) {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return nil, failed{notFound}
	}
	if err := permission.Lookup(ip.WithZone("").String()); err != nil {
		return nil, err
	}
	names, err := net.DefaultResolver.LookupAddr(ctx, ip.Unmap().WithZone("").String())
	if err != nil || len(names) == 0 {
		if err == nil {
			err = &net.DNSError{IsNotFound: true}
		}
		return nil, failure(err, address)
	}
	return []string{strings.TrimSuffix(names[0], "."), serviceName(port)}, nil
}

func servicesPath() string {
	if runtime.GOOS == "windows" {
		return filepath.Join(os.Getenv("SystemRoot"), `System32\drivers\etc\services`)
	}
	return "/etc/services"
}

// serviceName is the system's name for a TCP port.
func serviceName(port int) string {
	number := strconv.Itoa(port)
	file, err := os.Open(servicesPath())
	if err != nil {
		return number
	}
	defer func() { _ = file.Close() }()
	lines := bufio.NewScanner(file)
	for read := 0; lines.Scan() && read < maxServices; read += len(lines.Bytes()) + 1 {
		fields := strings.Fields(lines.Text())
		if len(fields) > 1 && fields[1] == number+"/tcp" && !strings.HasPrefix(fields[0], "#") {
			return fields[0]
		}
	}
	return number
}

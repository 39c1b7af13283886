package os

import (
	"errors"
	"net"
	goos "os"
	"os/user"
	"runtime"
	"sort"
	"strconv"
	"strings"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// processor is one logical core; times are milliseconds.
type processor struct {
	model                        string
	speed                        float64 // MHz
	user, nice, sys, idle, irqMs float64
}

// identity is what uname says.
type identity struct{ system, release, version, machine string }

func availableParallelism(*op.Context, op.Args) (any, error) { return runtime.NumCPU(), nil }

// cpus returns for each core the model, speed, and the times user, nice, sys, idle, irq.
func cpus(*op.Context, op.Args) (any, error) {
	var out []any
	for _, p := range processors() {
		out = append(out, p.model, p.speed, p.user, p.nice, p.sys, p.idle, p.irqMs)
	}
	return out, nil
}

func freemem(*op.Context, op.Args) (any, error) {
	free, _ := memory()
	return float64(free), nil
}

func totalmem(*op.Context, op.Args) (any, error) {
	_, total := memory()
	return float64(total), nil
}

func hostname(*op.Context, op.Args) (any, error) {
	name, err := goos.Hostname()
	return name, systemError(err, "uv_os_gethostname")
}

// homedir is the user's home by the system's records; os.js looks at the environment first.
func homedir(*op.Context, op.Args) (any, error) {
	current, err := user.Current()
	if err != nil {
		return nil, systemError(err, "uv_os_homedir")
	}
	return current.HomeDir, nil
}

func loadavg(*op.Context, op.Args) (any, error) {
	one, five, fifteen := loads()
	return []float64{one, five, fifteen}, nil
}

func uptime(*op.Context, op.Args) (any, error) { return secondsUp(), nil }

// uname returns [type, version, release, machine].
func uname(*op.Context, op.Args) (any, error) {
	id := systemIdentity()
	return []string{id.system, id.version, id.release, id.machine}, nil
}

// networkInterfaces returns for each address the interface's name, address, netmask, family, MAC address,
// whether it is internal, the prefix's length and, for IPv6, the scope.
func networkInterfaces(*op.Context, op.Args) (any, error) {
	interfaces, err := net.Interfaces()
	if err != nil {
		return nil, systemError(err, "uv_interface_addresses")
	}
	var out []any
	for _, i := range interfaces {
		if i.Flags&net.FlagUp == 0 {
			continue
		}
		addresses, err := i.Addrs()
		if err != nil {
			continue
		}
		mac := i.HardwareAddr.String()
		if mac == "" {
			mac = "00:00:00:00:00:00"
		}
		for _, address := range addresses {
			network, ok := address.(*net.IPNet)
			if !ok {
				continue
			}
			family, scope := "IPv6", 0
			ip, mask := network.IP, net.IP(network.Mask)
			if v4 := ip.To4(); v4 != nil {
				family, ip = "IPv4", v4
				mask = mask[len(mask)-4:]
			} else if ip.IsLinkLocalUnicast() {
				scope = i.Index
			}
			prefix, _ := network.Mask.Size()
			out = append(out, i.Name, ip.String(), mask.String(), family, mac, i.Flags&net.FlagLoopback != 0, prefix, scope)
		}
	}
	return out, nil
}

// userInfo returns uid, gid, username, homedir and shell (null on Windows).
func userInfo(*op.Context, op.Args) (any, error) {
	current, err := user.Current()
	if err != nil {
		return nil, systemError(err, "uv_os_get_passwd")
	}
	result := op.Object{
		{Name: "uid", Value: number(current.Uid)},
		{Name: "gid", Value: number(current.Gid)},
		{Name: "username", Value: userName(current.Username)},
		{Name: "homedir", Value: current.HomeDir},
		{Name: "shell", Value: op.Null},
	}
	if shell := loginShell(current.Uid); shell != "" {
		result[4].Value = shell
	}
	return result, nil
}

// number is a user's number; Windows has names instead, for which Node says -1.
func number(id string) int {
	if n, err := strconv.Atoi(id); err == nil {
		return n
	}
	return -1
}

// getPriority(pid) returns the priority in Node's terms, 19 (lowest) to -20.
func getPriority(_ *op.Context, args op.Args) (any, error) {
	priority, err := priorityOf(args.Int(0))
	return priority, systemError(err, "uv_os_getpriority")
}

// setPriority(pid, priority)
func setPriority(_ *op.Context, args op.Args) (any, error) {
	return nil, systemError(setPriorityOf(args.Int(0), args.Int(1)), "uv_os_setpriority")
}

// signals returns the names and numbers of the signals, by number.
func signals(*op.Context, op.Args) (any, error) { return pairs(signalNumbers(), true), nil }

// errnos returns the names and numbers of Node's error constants, by name.
func errnos(*op.Context, op.Args) (any, error) { return pairs(errorNumbers(), false), nil }

func pairs(numbers map[string]int, byNumber bool) []any {
	names := make([]string, 0, len(numbers))
	for name := range numbers {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := numbers[names[i]], numbers[names[j]]
		if byNumber && a != b {
			return a < b
		}
		return names[i] < names[j]
	})
	out := make([]any, 0, 2*len(names))
	for _, name := range names {
		out = append(out, name, numbers[name])
	}
	return out
}

// systemError is Node's ERR_SYSTEM_ERROR for a failed call.
func systemError(err error, call string) error {
	if err == nil {
		return nil
	}
	shaped := op.System(err, call)
	var known *op.Error
	if !errors.As(shaped, &known) {
		return shaped
	}
	text := strings.TrimSuffix(strings.TrimPrefix(known.Error(), known.Code+": "), ", "+call)
	return &op.Error{Code: "ERR_SYSTEM_ERROR", Errno: known.Errno, Syscall: call,
		Message: "A system error occurred: " + call + " returned " + known.Code + " (" + text + ")"}
}

//go:build unix

package process

import (
	"os/user"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

func workingDirectory() (string, error) { return syscall.Getwd() }

func killProcess(pid, signal int) error { return syscall.Kill(pid, syscall.Signal(signal)) }

// umask(mask) sets the mask and returns the one before; without an argument it only returns it.
func umask(_ *op.Context, args op.Args) (any, error) {
	if args.Has(0) {
		return syscall.Umask(args.Int(0)), nil
	}
	// There is no call that only reads.
	mask := syscall.Umask(0)
	syscall.Umask(mask)
	return mask, nil
}

// identity(which) returns a number of the process's user: "uid", "euid", "gid" or "egid".
func identity(_ *op.Context, args op.Args) (any, error) {
	switch args.String(0) {
	case "uid":
		return syscall.Getuid(), nil
	case "euid":
		return syscall.Geteuid(), nil
	case "gid":
		return syscall.Getgid(), nil
	default:
		return syscall.Getegid(), nil
	}
}

// setIdentity(which, id) changes it; id is a number or a name.
func setIdentity(_ *op.Context, args op.Args) (any, error) {
	which := args.String(0)
	isGroup := which == "gid" || which == "egid"
	id := args.Int(1)
	if name, ok := args[1].(string); ok {
		found, err := lookUp(name, isGroup)
		if err != nil {
			kind := "User"
			if isGroup {
				kind = "Group"
			}
			return nil, &op.Error{Code: "ERR_UNKNOWN_CREDENTIAL", Message: kind + " identifier does not exist: " + name}
		}
		id = found
	}
	var err error
	switch which {
	case "uid":
		err = syscall.Setuid(id)
	case "euid":
		err = syscall.Setreuid(-1, id)
	case "gid":
		err = syscall.Setgid(id)
	default:
		err = syscall.Setregid(-1, id)
	}
	return nil, op.System(err, "set"+which)
}

func lookUp(name string, isGroup bool) (int, error) {
	if isGroup {
		group, err := user.LookupGroup(name)
		if err != nil {
			return 0, err
		}
		return strconv.Atoi(group.Gid)
	}
	account, err := user.Lookup(name)
	if err != nil {
		return 0, err
	}
	return strconv.Atoi(account.Uid)
}

// getgroups returns the process's groups, its effective one among them.
func getgroups(*op.Context, op.Args) (any, error) {
	groups, err := syscall.Getgroups()
	if err != nil {
		return nil, op.System(err, "getgroups")
	}
	own, found := syscall.Getegid(), false
	out := make([]float64, 0, len(groups)+1)
	for _, group := range groups {
		out = append(out, float64(group))
		found = found || group == own
	}
	if !found {
		out = append(out, float64(own))
	}
	return out, nil
}

// usage returns process.resourceUsage's numbers in its order.
func usage() ([]float64, error) {
	var r unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_SELF, &r); err != nil {
		return nil, err
	}
	micro := func(t unix.Timeval) float64 { return float64(t.Sec)*1e6 + float64(t.Usec) }
	return []float64{
		micro(r.Utime), micro(r.Stime), float64(r.Maxrss) / maxrssUnit,
		float64(r.Ixrss), float64(r.Idrss), float64(r.Isrss),
		float64(r.Minflt), float64(r.Majflt), float64(r.Nswap),
		float64(r.Inblock), float64(r.Oublock), float64(r.Msgsnd), float64(r.Msgrcv),
		float64(r.Nsignals), float64(r.Nvcsw), float64(r.Nivcsw),
	}, nil
}

// signalNumber returns the number of a signal's name, 0 if there is none.
func signalNumber(name string) int { return int(unix.SignalNum(name)) }

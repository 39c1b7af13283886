//go:build unix

package process

import (
	"errors"
	"os/user"
	"strconv"
	"strings"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

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
	id, err := resolveID(args[1], isGroup)
	if err != nil {
		return nil, err
	}
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
	return nil, refused(err, "set"+which)
}

// resolveID returns the number of a user or group given as a number or a name.
func resolveID(id any, isGroup bool) (int, error) {
	name, ok := id.(string)
	if !ok {
		return op.Args{id}.Int(0), nil
	}
	found, err := lookUp(name, isGroup)
	if err == nil {
		return found, nil
	}
	kind := "User"
	if isGroup {
		kind = "Group"
	}
	return 0, &op.Error{Code: "ERR_UNKNOWN_CREDENTIAL", Message: kind + " identifier does not exist: " + name}
}

// refused is Node's error of these calls: "EPERM, Operation not permitted".
func refused(err error, call string) error {
	var errno syscall.Errno
	var shaped *op.Error
	if err == nil || !errors.As(err, &errno) || !errors.As(op.System(err, call), &shaped) {
		return op.System(err, call)
	}
	text := errno.Error()
	shaped.Message = shaped.Code + ", " + strings.ToUpper(text[:1]) + text[1:]
	return shaped
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

// setgroups(groups) sets the process's supplementary groups.
func setgroups(_ *op.Context, args op.Args) (any, error) {
	var groups []int
	for _, group := range args.Array(0) {
		id, err := resolveID(group, true)
		if err != nil {
			return nil, err
		}
		groups = append(groups, id)
	}
	return nil, refused(syscall.Setgroups(groups), "setgroups")
}

// initgroups(user, extraGroup) sets them to those of a user, and one more.
func initgroups(_ *op.Context, args op.Args) (any, error) {
	extra, err := resolveID(args[1], true)
	if err != nil {
		return nil, err
	}
	id, err := resolveID(args[0], false)
	if err != nil {
		return nil, err
	}
	groups := []int{extra}
	if account, err := user.LookupId(strconv.Itoa(id)); err == nil {
		ids, _ := account.GroupIds()
		for _, id := range ids {
			if group, err := strconv.Atoi(id); err == nil && group != extra {
				groups = append(groups, group)
			}
		}
	}
	return nil, refused(syscall.Setgroups(groups), "initgroups")
}

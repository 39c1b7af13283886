//go:build unix

package os

import (
	"bufio"
	goos "os"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

func systemIdentity() identity {
	var u unix.Utsname
	if err := unix.Uname(&u); err != nil {
		return identity{}
	}
	return identity{
		system:  unix.ByteSliceToString(u.Sysname[:]),
		release: unix.ByteSliceToString(u.Release[:]),
		version: unix.ByteSliceToString(u.Version[:]),
		machine: unix.ByteSliceToString(u.Machine[:]),
	}
}

func userName(name string) string { return name }

// loginShell reads the shell of a user from the system's records.
func loginShell(uid string) string {
	file, err := goos.Open("/etc/passwd")
	if err == nil {
		defer func() { _ = file.Close() }()
		for lines := bufio.NewScanner(file); lines.Scan(); {
			fields := strings.Split(lines.Text(), ":")
			if len(fields) >= 7 && fields[2] == uid {
				return fields[6]
			}
		}
	}
	return goos.Getenv("SHELL")
}

func signalNumbers() map[string]int {
	numbers := map[string]int{}
	for _, name := range signalNames {
		if number := int(unix.SignalNum(name)); number != 0 {
			numbers[name] = number
		}
	}
	numbers["SIGIOT"] = numbers["SIGABRT"]
	if number, ok := numbers["SIGIO"]; ok && runtime.GOOS == "linux" {
		numbers["SIGPOLL"] = number
	}
	return numbers
}

// signalNames are those that Node knows, where the system has them.
var signalNames = strings.Fields(`SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV
	SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGCHLD SIGSTKFLT SIGCONT SIGSTOP SIGTSTP SIGBREAK SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ
	SIGVTALRM SIGPROF SIGWINCH SIGIO SIGLOST SIGPWR SIGINFO SIGSYS SIGUNUSED`)

func errorNumbers() map[string]int {
	known := map[string]bool{}
	for _, name := range errorNames {
		known[name] = true
	}
	numbers := map[string]int{}
	for number := 1; number < 200; number++ {
		if name := unix.ErrnoName(unix.Errno(number)); known[name] {
			numbers[name] = number
		}
	}
	// Names that share another's number on some systems.
	for name, number := range map[string]unix.Errno{"EWOULDBLOCK": unix.EWOULDBLOCK, "EAGAIN": unix.EAGAIN,
		"EOPNOTSUPP": unix.EOPNOTSUPP, "ENOTSUP": unix.ENOTSUP, "EDEADLK": unix.EDEADLK} {
		numbers[name] = int(number)
	}
	return numbers
}

var errorNames = strings.Fields(`E2BIG EACCES EADDRINUSE EADDRNOTAVAIL EAFNOSUPPORT EAGAIN EALREADY EBADF EBADMSG EBUSY ECANCELED ECHILD
	ECONNABORTED ECONNREFUSED ECONNRESET EDEADLK EDESTADDRREQ EDOM EDQUOT EEXIST EFAULT EFBIG EHOSTUNREACH EIDRM EILSEQ EINPROGRESS EINTR
	EINVAL EIO EISCONN EISDIR ELOOP EMFILE EMLINK EMSGSIZE EMULTIHOP ENAMETOOLONG ENETDOWN ENETRESET ENETUNREACH ENFILE ENOBUFS ENODATA
	ENODEV ENOENT ENOEXEC ENOLCK ENOLINK ENOMEM ENOMSG ENOPROTOOPT ENOSPC ENOSR ENOSTR ENOSYS ENOTCONN ENOTDIR ENOTEMPTY ENOTSOCK ENOTSUP
	ENOTTY ENXIO EOPNOTSUPP EOVERFLOW EPERM EPIPE EPROTO EPROTONOSUPPORT EPROTOTYPE ERANGE EROFS ESPIPE ESRCH ESTALE ETIME ETIMEDOUT
	ETXTBSY EWOULDBLOCK EXDEV`)

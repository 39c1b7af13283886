//go:build unix

package childprocess

import (
	"errors"
	"os"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

// noHandle leaves a place of the child's descriptors closed.
const noHandle = ^uintptr(0)

// caseless says whether variables go by their names in any case.
const caseless = false

// defaultPath is where programs are looked for without a PATH: the C library's default.
const defaultPath = "/usr/local/bin:/bin:/usr/bin"

// disableInheritance marks the descriptors that this process was given as its own; those it opens itself are so already.
func disableInheritance() {
	for fd := 3; ; fd++ {
		if _, err := unix.FcntlInt(uintptr(fd), unix.F_SETFD, unix.FD_CLOEXEC); err != nil && fd > 15 {
			return
		}
	}
}

func (c *command) attributes(files []uintptr) (*syscall.ProcAttr, error) {
	system := &syscall.SysProcAttr{Setsid: c.detached}
	if c.hasUID || c.hasGID {
		credential := &syscall.Credential{Uid: uint32(os.Getuid()), Gid: uint32(os.Getgid())}
		if c.hasUID {
			credential.Uid = uint32(c.uid)
		}
		if c.hasGID {
			credential.Gid = uint32(c.gid)
		}
		// As libuv has it: supplementary groups are dropped where that is allowed.
		credential.NoSetGroups = os.Geteuid() != 0
		system.Credential = credential
	}
	return &syscall.ProcAttr{Dir: c.dir, Env: c.env, Files: files, Sys: system}, nil
}

func (c *command) candidates() []string {
	if strings.Contains(c.file, "/") {
		return []string{c.file}
	}
	return c.search(defaultPath)
}

// startProcess starts the file at path. What the system can't run by itself is the shell's, as execvp has it.
func startProcess(path string, argv []string, attributes *syscall.ProcAttr) (*os.Process, error) {
	pid, err := syscall.ForkExec(path, argv, attributes)
	if errors.Is(err, syscall.ENOEXEC) {
		script := append([]string{"/bin/sh", path}, argv[min(1, len(argv)):]...)
		pid, err = syscall.ForkExec("/bin/sh", script, attributes)
	}
	if err != nil {
		return nil, err
	}
	freeMemory(pid)
	return os.FindProcess(pid)
}

// newPipe returns both ends of a pipe for the descriptor with the given number. They are sockets, as Node's
// are: both directions, and an end that can be shut down.
func newPipe(int) (*pipe, []*os.File, error) {
	syscall.ForkLock.RLock()
	fds, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM, 0)
	if err == nil {
		syscall.CloseOnExec(fds[0])
		syscall.CloseOnExec(fds[1])
	}
	syscall.ForkLock.RUnlock()
	if err != nil {
		return nil, nil, err
	}
	if err := syscall.SetNonblock(fds[0], true); err != nil {
		return nil, nil, err
	}
	return newEnd(os.NewFile(uintptr(fds[0]), "pipe"), nil, fds[0]), []*os.File{os.NewFile(uintptr(fds[1]), "pipe")}, nil
}

// shutdown tells the other end that nothing more comes.
func (p *pipe) shutdown() error {
	connection, err := p.file.SyscallConn()
	if err != nil {
		return err
	}
	failure := error(nil)
	err = connection.Control(func(fd uintptr) { failure = syscall.Shutdown(int(fd), syscall.SHUT_WR) })
	if err != nil {
		return err
	}
	return failure
}

// read reads once. took is set in the moment in which the bytes leave the system.
func (p *pipe) read(chunk []byte) (n int, err error) {
	connection, err := p.file.SyscallConn()
	if err != nil {
		return 0, err
	}
	failure := error(nil)
	err = connection.Read(func(fd uintptr) bool {
		p.mu.Lock()
		defer p.mu.Unlock()
		for {
			if p.rights {
				n, p.passed, failure = receive(int(fd), chunk)
			} else {
				n, failure = syscall.Read(int(fd), chunk)
			}
			if !errors.Is(failure, syscall.EINTR) {
				break
			}
		}
		if errors.Is(failure, syscall.EAGAIN) {
			return false
		}
		p.took = true
		return true
	})
	if err == nil {
		err = failure
	}
	return max(n, 0), err
}

// arrived reports whether there is something to read.
func (p *pipe) arrived() bool {
	connection, err := p.file.SyscallConn()
	if err != nil {
		return false
	}
	waiting := 0
	err = connection.Control(func(fd uintptr) { waiting, _ = unix.IoctlGetInt(int(fd), bytesWaiting) })
	return err == nil && waiting > 0
}

// tryWrite writes what fits without waiting.
func (p *pipe) tryWrite(data []byte) (written int, err error) {
	connection, err := p.file.SyscallConn()
	if err != nil {
		return 0, err
	}
	failure := error(nil)
	err = connection.Write(func(fd uintptr) bool {
		for len(data) > written {
			n, err := syscall.Write(int(fd), data[written:])
			if errors.Is(err, syscall.EINTR) {
				continue
			}
			if errors.Is(err, syscall.EAGAIN) {
				return true
			}
			if err != nil {
				failure = err
				return true
			}
			written += n
		}
		return true
	})
	if err == nil {
		err = failure
	}
	return written, err
}

func setBlocking(fd uintptr) error { return syscall.SetNonblock(int(fd), false) }

// openEnd makes a pipe of the descriptor that a parent passed on.
func openEnd(fd int) (*pipe, error) {
	syscall.CloseOnExec(fd)
	if err := syscall.SetNonblock(fd, true); err != nil {
		return nil, err
	}
	return newEnd(os.NewFile(uintptr(fd), "pipe"), nil, fd), nil
}

// statusOf is how a process ended: its exit code, or the name of the signal that ended it.
func statusOf(state *os.ProcessState, _ int) (code int, signal string) {
	status, ok := state.Sys().(syscall.WaitStatus)
	if ok && status.Signaled() {
		return 0, unix.SignalName(status.Signal())
	}
	return state.ExitCode(), ""
}

// signalProcess sends the signal with the given number; 0 only looks whether there is somebody to get it.
func signalProcess(process *os.Process, number int) error {
	return process.Signal(syscall.Signal(number))
}

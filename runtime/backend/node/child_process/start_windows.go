package childprocess

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
)

// noHandle leaves a standard stream of the child's without a file.
const noHandle = uintptr(0)

// caseless says whether variables go by their names in any case.
const caseless = true

// defaultPath is where programs are looked for without a PATH.
const defaultPath = ""

// channelHandles carries the handles of a child's end of the channel: Windows has no descriptors to hand down but the
// standard ones, so NODE_CHANNEL_FD alone says nothing there.
const channelHandles = "DESKJS_CHANNEL_HANDLES"

// What CreateProcess takes.
const (
	createNewProcessGroup = 0x200
	detachedProcess       = 0x8
	createNoWindow        = 0x08000000
)

// disableInheritance has nothing to do: children get the handles that are listed, no others.
func disableInheritance() {}

func (c *command) attributes(files []uintptr) (*syscall.ProcAttr, error) {
	if c.hasUID || c.hasGID {
		return nil, syscall.ENOTSUP
	}
	// A batch file is run by way of cmd.exe, which takes arguments apart in a way of its own: without a shell that was
	// asked for, they could be made to run anything (CVE-2024-27980).
	switch strings.ToLower(filepath.Ext(strings.TrimRight(c.file, ". "))) {
	case ".bat", ".cmd":
		return nil, syscall.EINVAL
	}
	system := &syscall.SysProcAttr{HideWindow: c.hide}
	if c.hide {
		system.CreationFlags |= createNoWindow
	}
	if c.detached {
		system.CreationFlags |= createNewProcessGroup | detachedProcess
	}
	if c.verbatim {
		system.CmdLine = strings.Join(c.argv, " ")
	}
	env := append([]string(nil), c.env...)
	for i := 3; i < len(c.stdio); i++ {
		if c.stdio[i] == int64(stdioIgnore) {
			continue
		}
		number, ok := c.variable("NODE_CHANNEL_FD")
		if !ok || number != strconv.Itoa(i) || c.second == noHandle {
			return nil, syscall.ENOTSUP
		}
		// The other way round than here: what this process writes to, the child reads from.
		out, in := syscall.Handle(files[i]), syscall.Handle(c.second)
		for _, handle := range []syscall.Handle{in, out} {
			if err := syscall.SetHandleInformation(handle, syscall.HANDLE_FLAG_INHERIT, syscall.HANDLE_FLAG_INHERIT); err != nil {
				return nil, err
			}
		}
		system.AdditionalInheritedHandles = append(system.AdditionalInheritedHandles, in, out)
		env = append(env, fmt.Sprintf("%s=%d,%d", channelHandles, in, out))
	}
	return &syscall.ProcAttr{Dir: c.dir, Env: env, Files: files[:3], Sys: system}, nil
}

// candidates are the names that Windows tries: with the extensions of programs, first in the current folder.
func (c *command) candidates() []string {
	var found []string
	add := func(path string) {
		if filepath.Ext(path) != "" {
			found = append(found, path)
		}
		found = append(found, path+".com", path+".exe")
	}
	if strings.ContainsAny(c.file, `\/:`) {
		path := c.file
		if c.dir != "" && !filepath.IsAbs(path) {
			path = filepath.Join(c.dir, path)
		}
		add(path)
		return found
	}
	add(filepath.Join(c.dir, c.file))
	for _, path := range c.search(defaultPath) {
		add(path)
	}
	return found
}

func startProcess(path string, argv []string, attributes *syscall.ProcAttr) (*os.Process, error) {
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return nil, syscall.ENOENT
	}
	pid, handle, err := syscall.StartProcess(path, argv, attributes)
	if err != nil {
		return nil, err
	}
	process, err := os.FindProcess(pid)
	_ = syscall.CloseHandle(syscall.Handle(handle))
	return process, err
}

// newPipe returns both ends of a pipe for the descriptor with the given number: one direction for a standard stream, both,
// which takes the child two files, for any other.
func newPipe(number int) (*pipe, []*os.File, error) {
	if number == 0 {
		theirs, own, err := os.Pipe()
		return newEnd(own, nil, -1), []*os.File{theirs}, err
	}
	own, theirs, err := os.Pipe()
	if err != nil || number < 3 {
		return newEnd(own, nil, -1), []*os.File{theirs}, err
	}
	input, output, err := os.Pipe()
	if err != nil {
		_, _ = own.Close(), theirs.Close()
		return nil, nil, err
	}
	return newEnd(output, own, -1), []*os.File{theirs, input}, nil
}

// shutdown tells the other end that nothing more comes.
func (p *pipe) shutdown() error {
	if p.input == nil {
		return p.file.Close()
	}
	return nil
}

// read reads once.
func (p *pipe) read(chunk []byte) (int, error) { return p.reader().Read(chunk) }

// arrived is not known here.
func (p *pipe) arrived() bool { return false }

// tryWrite writes all: there is no telling here how much fits.
func (p *pipe) tryWrite(data []byte) (written int, err error) {
	if len(data) > channelChunk {
		return 0, nil
	}
	return p.file.Write(data)
}

// channelChunk is the longest write that is worth waiting for: a program that ends right after a message has sent it.
const channelChunk = 4 << 10

// setBlocking has nothing to do: pipes wait here.
func setBlocking(uintptr) error { return nil }

// openEnd makes a pipe of what a parent passed on; fd only has a meaning for the program.
func openEnd(fd int) (*pipe, error) {
	in, out, ok := strings.Cut(os.Getenv(channelHandles), ",")
	if !ok {
		return nil, syscall.EBADF
	}
	_ = os.Unsetenv(channelHandles)
	read, err := strconv.ParseUint(in, 10, 64)
	if err != nil {
		return nil, syscall.EBADF
	}
	write, err := strconv.ParseUint(out, 10, 64)
	if err != nil {
		return nil, syscall.EBADF
	}
	for _, handle := range []uint64{read, write} {
		if err := syscall.SetHandleInformation(syscall.Handle(handle), syscall.HANDLE_FLAG_INHERIT, 0); err != nil {
			return nil, err
		}
	}
	return newEnd(os.NewFile(uintptr(write), "pipe"), os.NewFile(uintptr(read), "pipe"), fd), nil
}

// statusOf is how a process ended: its exit code, or the signal that this process ended it with.
func statusOf(state *os.ProcessState, sent int) (code int, signal string) {
	if sent != 0 {
		return 0, deadly[sent]
	}
	return state.ExitCode(), ""
}

// deadly are the signals that end a process; Windows has no others.
var deadly = map[int]string{2: "SIGINT", 3: "SIGQUIT", 9: "SIGKILL", 15: "SIGTERM"}

// signalProcess ends the process, whichever signal it is; 0 only looks whether there is one.
func signalProcess(process *os.Process, number int) error {
	if number == 0 {
		return process.Signal(syscall.Signal(0))
	}
	if deadly[number] == "" {
		return syscall.Errno(50) // ERROR_NOT_SUPPORTED
	}
	err := process.Kill()
	if errors.Is(err, syscall.ERROR_ACCESS_DENIED) {
		return os.ErrProcessDone // it is about to end
	}
	return err
}

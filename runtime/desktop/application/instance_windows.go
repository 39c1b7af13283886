package application

import (
	"errors"
	"io"
	"os"
	"sync/atomic"
	"unsafe"

	"golang.org/x/sys/windows"
)

const instanceBuffer = 64 << 10

// claim takes a name for this process: a pipe that no other process may make while this one is there, and that only this user may open.
func claim(name string, serve func(io.ReadWriteCloser)) (release func(), err error) {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return nil, err
	}
	descriptor, err := windows.SecurityDescriptorFromString("D:P(A;;GA;;;" + user.User.Sid.String() + ")")
	if err != nil {
		return nil, err
	}
	security := &windows.SecurityAttributes{SecurityDescriptor: descriptor}
	security.Length = uint32(unsafe.Sizeof(*security))
	path, err := windows.UTF16PtrFromString(instancePipe(name, user))
	if err != nil {
		return nil, err
	}
	const kind = windows.PIPE_TYPE_BYTE | windows.PIPE_READMODE_BYTE | windows.PIPE_WAIT | windows.PIPE_REJECT_REMOTE_CLIENTS
	pipe, err := windows.CreateNamedPipe(path, windows.PIPE_ACCESS_DUPLEX|windows.FILE_FLAG_FIRST_PIPE_INSTANCE, kind, 1, instanceBuffer, instanceBuffer, 0, security)
	if errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_PIPE_BUSY) {
		return nil, errTaken
	}
	if err != nil {
		return nil, os.NewSyscallError("CreateNamedPipe", err)
	}
	var over atomic.Bool
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		defer windows.CloseHandle(pipe)
		for {
			if err := windows.ConnectNamedPipe(pipe, nil); err != nil && !errors.Is(err, windows.ERROR_PIPE_CONNECTED) || over.Load() {
				return
			}
			serve(&pipeEnd{pipe})
		}
	}()
	return func() {
		over.Store(true)
		// A client of our own ends the wait for one.
		if client, err := openInstance(path); err == nil {
			_ = windows.CloseHandle(client)
			<-gone
		}
	}, nil
}

// pipeEnd is one client's connection to the pipe.
type pipeEnd struct{ handle windows.Handle }

func (p *pipeEnd) Read(into []byte) (int, error) {
	n, err := windows.Read(p.handle, into)
	if n == 0 && err == nil && len(into) > 0 {
		err = io.EOF
	}
	return n, err
}

func (p *pipeEnd) Write(bytes []byte) (int, error) { return windows.Write(p.handle, bytes) }

func (p *pipeEnd) Close() error {
	_ = windows.FlushFileBuffers(p.handle)
	return windows.DisconnectNamedPipe(p.handle)
}

// send tells the process that has the name.
func send(name string, message []byte) error {
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return err
	}
	path, err := windows.UTF16PtrFromString(instancePipe(name, user))
	if err != nil {
		return err
	}
	handle, err := openInstance(path)
	if err != nil {
		return os.NewSyscallError("CreateFile", err)
	}
	defer windows.CloseHandle(handle)
	server, err := serverOf(handle, user)
	if err != nil {
		return err
	}
	allowForeground(server)
	return tell(&pipeEnd{handle}, message)
}

func openInstance(path *uint16) (windows.Handle, error) {
	return windows.CreateFile(path, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING, windows.SECURITY_SQOS_PRESENT|windows.SECURITY_ANONYMOUS, 0)
}

func instancePipe(name string, user *windows.Tokenuser) string {
	return `\\.\pipe\deskjs-` + name + "-" + instanceName(user.User.Sid.String())
}

var (
	kernel32                    = windows.NewLazySystemDLL("kernel32.dll")
	user32                      = windows.NewLazySystemDLL("user32.dll")
	getNamedPipeServerProcessID = kernel32.NewProc("GetNamedPipeServerProcessId")
	allowSetForegroundWindow    = user32.NewProc("AllowSetForegroundWindow")
)

// serverOf returns the process that has made the pipe, if it is the user's: anybody can make a pipe of any name.
func serverOf(pipe windows.Handle, user *windows.Tokenuser) (uint32, error) {
	var id uint32
	if ok, _, err := getNamedPipeServerProcessID.Call(uintptr(pipe), uintptr(unsafe.Pointer(&id))); ok == 0 {
		return 0, os.NewSyscallError("GetNamedPipeServerProcessId", err)
	}
	process, err := windows.OpenProcess(windows.PROCESS_QUERY_LIMITED_INFORMATION, false, id)
	if err != nil {
		return 0, os.NewSyscallError("OpenProcess", err)
	}
	defer windows.CloseHandle(process)
	var token windows.Token
	if err := windows.OpenProcessToken(process, windows.TOKEN_QUERY, &token); err != nil {
		return 0, os.NewSyscallError("OpenProcessToken", err)
	}
	defer token.Close()
	owner, err := token.GetTokenUser()
	if err != nil {
		return 0, err
	}
	if !owner.User.Sid.Equals(user.User.Sid) {
		return 0, errors.New("it belongs to another user")
	}
	return id, nil
}

// allowForeground lets the first process bring its window to the front: this one was started by the user just now.
func allowForeground(process uint32) { _, _, _ = allowSetForegroundWindow.Call(uintptr(process)) }

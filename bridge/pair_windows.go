package bridge

import (
	"crypto/rand"
	"fmt"
	"os"
	"unsafe"

	"golang.org/x/sys/windows"
)

// pipeBuffer is how much the system keeps of what one side has written and the other not read, each way.
const pipeBuffer = 256 << 10

// pipePair returns the two ends of a new pipe that goes both ways. A named pipe is the only kind that does, and that can be read
// and written at once; its name is used once, here, and nobody else can have opened it by then. Neither end is inherited.
func pipePair() (ours *os.File, theirs windows.Handle, err error) {
	return openPipe(`\\.\pipe\deskjs-` + rand.Text())
}

// openPipe makes the pipe of a name that nobody has.
func openPipe(path string) (ours *os.File, theirs windows.Handle, err error) {
	security, err := ownerOnly()
	if err != nil {
		return nil, 0, fmt.Errorf("the pipe between an app's processes can't be protected: %w", err)
	}
	name, err := windows.UTF16PtrFromString(path)
	if err != nil {
		return nil, 0, err
	}
	const mode = windows.PIPE_ACCESS_DUPLEX | windows.FILE_FLAG_FIRST_PIPE_INSTANCE | windows.FILE_FLAG_OVERLAPPED
	const kind = windows.PIPE_TYPE_BYTE | windows.PIPE_READMODE_BYTE | windows.PIPE_WAIT | windows.PIPE_REJECT_REMOTE_CLIENTS
	server, err := windows.CreateNamedPipe(name, mode, kind, 1, pipeBuffer, pipeBuffer, 0, security)
	if err != nil {
		return nil, 0, os.NewSyscallError("CreateNamedPipe", err)
	}
	// The one instance is taken from here on: a second client gets ERROR_PIPE_BUSY, and so would this one if somebody came first.
	client, err := windows.CreateFile(name, windows.GENERIC_READ|windows.GENERIC_WRITE, 0, nil, windows.OPEN_EXISTING,
		windows.FILE_FLAG_OVERLAPPED|windows.SECURITY_SQOS_PRESENT|windows.SECURITY_ANONYMOUS, 0)
	if err != nil {
		_ = windows.CloseHandle(server)
		return nil, 0, os.NewSyscallError("CreateFile", err)
	}
	return os.NewFile(uintptr(server), "pipe"), client, nil
}

// ownerOnly is the protection that lets in the user who runs this process, and nobody else.
func ownerOnly() (*windows.SecurityAttributes, error) {
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
	return security, nil
}

package fs

import (
	"os"
	"sync"
	"syscall"

	"github.com/deskjs/deskjs/runtime/backend/op"
)

// descriptors gives numbers to open files: Windows itself has handles.
var descriptors = &descriptorTable{open: map[int]*os.File{0: os.Stdin, 1: os.Stdout, 2: os.Stderr}}

func init() { op.DescriptorTable = descriptors.file }

type descriptorTable struct {
	mu   sync.Mutex
	open map[int]*os.File
}

// add gives file the lowest free number.
func (t *descriptorTable) add(file *os.File) int {
	t.mu.Lock()
	defer t.mu.Unlock()
	for fd := 3; ; fd++ {
		if t.open[fd] == nil {
			t.open[fd] = file
			return fd
		}
	}
}

func (t *descriptorTable) file(fd int) (*os.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if file := t.open[fd]; file != nil {
		return file, nil
	}
	return nil, syscall.EBADF
}

func (t *descriptorTable) take(fd int) (*os.File, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	file := t.open[fd]
	if file == nil {
		return nil, syscall.EBADF
	}
	delete(t.open, fd)
	return file, nil
}

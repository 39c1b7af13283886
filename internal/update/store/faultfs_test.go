package store

import (
	"errors"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"
)

// memory is a folder that counts operations, and at one of them fails, or ends the process. It knows what has been made durable: the bytes of a file
// by its Sync, the names in a folder by the folder's.
type memory struct {
	root *inode
	// operations and written are how many there have been, and how many bytes.
	operations, written int
	// killAt ends the process before that operation; killByte, after that many written bytes. 0 is never.
	killAt, killByte int
	// failAt has that operation fail with failure; if lasting, those after it too. reads says whether reading fails as well.
	failAt  int
	failure error
	lasting bool
	reads   bool
	locked  bool
	dead    bool
}

// inode is a file or a folder.
type inode struct {
	children, durable map[string]*inode // of a folder
	data, synced      []byte            // of a file
}

func newFolder() *inode { return &inode{children: map[string]*inode{}, durable: map[string]*inode{}} }

func newMemory() *memory { return &memory{root: newFolder()} }

// killed is what the process ends with.
type killed struct{}

// operation counts one, and has it fail if it is its turn. A process that was killed does nothing more.
func (m *memory) operation(reads bool) error {
	if m.dead {
		panic(killed{})
	}
	m.operations++
	if m.operations == m.killAt {
		m.dead = true
		panic(killed{})
	}
	if m.failure != nil && (m.operations == m.failAt || m.lasting && m.operations > m.failAt) && (!reads || m.reads) {
		return m.failure
	}
	return nil
}

func (m *memory) find(name string) (*inode, error) {
	at := m.root
	if name == "." {
		return at, nil
	}
	for part := range strings.SplitSeq(name, "/") {
		if at = at.children[part]; at == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
	}
	return at, nil
}

func (m *memory) parent(name string) (*inode, string, error) {
	at, err := m.find(path.Dir(name))
	return at, path.Base(name), err
}

func (m *memory) Path(name string) string { return name }

func (m *memory) Open(name string) (File, error) {
	if err := m.operation(true); err != nil {
		return nil, err
	}
	at, err := m.find(name)
	if err != nil {
		return nil, err
	}
	return &memoryReader{m, at}, nil
}

type memoryReader struct {
	m  *memory
	at *inode
}

func (r *memoryReader) ReadAt(into []byte, offset int64) (int, error) {
	if err := r.m.operation(true); err != nil {
		return 0, err
	}
	if offset >= int64(len(r.at.data)) {
		return 0, io.EOF
	}
	n := copy(into, r.at.data[offset:])
	if n < len(into) {
		return n, io.EOF
	}
	return n, nil
}

func (r *memoryReader) Size() int64  { return int64(len(r.at.data)) }
func (r *memoryReader) Close() error { return nil }

func (m *memory) Create(name string) (Writer, error) { return m.writer(name, true) }
func (m *memory) Append(name string) (Writer, error) { return m.writer(name, false) }

func (m *memory) writer(name string, empty bool) (Writer, error) {
	if err := m.operation(false); err != nil {
		return nil, err
	}
	folder, base, err := m.parent(name)
	if err != nil {
		return nil, err
	}
	at := folder.children[base]
	if at == nil {
		at = &inode{}
		folder.children[base] = at
	}
	if empty {
		at.data = nil
	}
	return &memoryWriter{m, at}, nil
}

type memoryWriter struct {
	m  *memory
	at *inode
}

func (w *memoryWriter) Write(data []byte) (int, error) {
	err := w.m.operation(false)
	if err != nil {
		data = data[:len(data)/2] // a full disk takes some
	}
	if left := w.m.killByte - w.m.written; w.m.killByte > 0 && left < len(data) {
		w.at.data = append(w.at.data, data[:left]...)
		w.m.dead = true
		panic(killed{})
	}
	w.m.written += len(data)
	w.at.data = append(w.at.data, data...)
	return len(data), err
}

func (w *memoryWriter) Sync() error {
	if err := w.m.operation(false); err != nil {
		return err
	}
	w.at.synced = slices.Clone(w.at.data)
	return nil
}

func (w *memoryWriter) Close() error { return w.m.operation(false) }

func (m *memory) Mkdir(name string) error {
	if err := m.operation(false); err != nil {
		return err
	}
	if name == "." {
		return nil
	}
	folder, base, err := m.parent(name)
	if err == nil && folder.children[base] == nil {
		folder.children[base] = newFolder()
	}
	return err
}

func (m *memory) Rename(from, to string) error {
	if err := m.operation(false); err != nil {
		return err
	}
	source, oldName, err := m.parent(from)
	if err != nil {
		return err
	}
	target, newName, err := m.parent(to)
	if err != nil {
		return err
	}
	moved := source.children[oldName]
	if moved == nil {
		return &fs.PathError{Op: "rename", Path: from, Err: fs.ErrNotExist}
	}
	if other := target.children[newName]; other != nil && len(other.children) > 0 {
		return &fs.PathError{Op: "rename", Path: to, Err: errors.New("directory not empty")}
	}
	delete(source.children, oldName)
	target.children[newName] = moved
	return nil
}

// Remove takes away a folder's files one after the other, as the systems do.
func (m *memory) Remove(name string) error {
	folder, base, err := m.parent(name)
	if err != nil || folder.children[base] == nil {
		return m.operation(false)
	}
	for _, child := range slices.Sorted(maps.Keys(folder.children[base].children)) {
		if err := m.Remove(name + "/" + child); err != nil {
			return err
		}
	}
	if err := m.operation(false); err != nil {
		return err
	}
	delete(folder.children, base)
	return nil
}

func (m *memory) List(name string) ([]string, error) {
	if err := m.operation(true); err != nil {
		return nil, err
	}
	at, err := m.find(name)
	if err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(at.children)), nil
}

func (m *memory) Sync(name string) error {
	if err := m.operation(false); err != nil {
		return err
	}
	at, err := m.find(name)
	if err == nil {
		at.durable = maps.Clone(at.children)
	}
	return err
}

func (m *memory) Lock(string) (io.Closer, error) {
	if err := m.operation(false); err != nil {
		return nil, err
	}
	if m.locked {
		return nil, ErrLocked
	}
	m.locked = true
	return unlock{m}, nil
}

type unlock struct{ m *memory }

func (u unlock) Close() error { u.m.locked = false; return nil }

// loss is what a crash leaves.
type loss struct {
	name string
	of   func(*inode) *inode
}

// losses are the ways in which a process and a machine end.
var losses = []loss{
	{"the process was killed", func(root *inode) *inode { return copyOf(root, false, func(file *inode) []byte { return file.data }) }},
	{"the power failed: nothing is there but what was made durable", func(root *inode) *inode {
		return copyOf(root, true, func(file *inode) []byte { return file.synced })
	}},
	{"the power failed: names are there, bytes are not", func(root *inode) *inode {
		return copyOf(root, false, func(file *inode) []byte { return file.synced })
	}},
	{"the power failed: bytes that were not made durable are zeroes", func(root *inode) *inode {
		return copyOf(root, false, func(file *inode) []byte {
			data := make([]byte, len(file.data))
			copy(data, file.synced)
			return data
		})
	}},
}

func copyOf(at *inode, durable bool, bytesOf func(*inode) []byte) *inode {
	if at.children == nil {
		data := slices.Clone(bytesOf(at))
		return &inode{data: data, synced: slices.Clone(data)}
	}
	from := at.children
	if durable {
		from = at.durable
	}
	folder := newFolder()
	for name, child := range from {
		folder.children[name] = copyOf(child, durable, bytesOf)
	}
	folder.durable = maps.Clone(folder.children)
	return folder
}

// after returns the folder as the next process finds it.
func (m *memory) after(l loss) *memory { return &memory{root: l.of(m.root)} }

package hfsplus

import (
	"encoding/binary"
	"errors"
	"slices"
)

const (
	nodeSize     = 4096
	descriptor   = 14
	kindLeaf     = 0xff
	kindIndex    = 0
	kindHeader   = 1
	recordFolder = 1
	recordFile   = 2
	folderThread = 3
	fileThread   = 4

	threadExists   = 0x0002
	hasFolderCount = 0x0010

	modeFolder = 0o40000
	modeFile   = 0o100000
	modeLink   = 0o120000

	hasCustomIcon = 0x0400
	isInvisible   = 0x4000

	bigKeys       = 2
	variableKeys  = 4
	compareBytes  = 0xbc
	longestKey    = 516
	extentsKey    = 10
	attributesKey = 266
)

// record is one of a tree: a key, and what it is the key of.
type record struct {
	parent uint32
	name   []uint16
	data   []byte
}

func (r record) key() []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(6+2*len(r.name)))
	out = binary.BigEndian.AppendUint32(out, r.parent)
	return append(out, encoded(r.name)...)
}

func encoded(name []uint16) []byte {
	out := binary.BigEndian.AppendUint16(nil, uint16(len(name)))
	for _, unit := range name {
		out = binary.BigEndian.AppendUint16(out, unit)
	}
	return out
}

// catalog returns the tree of all files and folders.
func (v *volume) catalog(root *node) ([]byte, error) {
	var records []record
	var collect func(n *node)
	collect = func(n *node) {
		thread := uint16(fileThread)
		if n.folder {
			thread = folderThread
		}
		data := binary.BigEndian.AppendUint16(nil, thread)
		data = binary.BigEndian.AppendUint16(data, 0)
		data = binary.BigEndian.AppendUint32(data, n.parent)
		records = append(records, record{n.parent, n.name, v.entry(n)}, record{n.id, nil, append(data, encoded(n.name)...)})
		for _, child := range n.children {
			collect(child)
		}
	}
	collect(root)
	slices.SortFunc(records, func(a, b record) int {
		if a.parent != b.parent {
			if a.parent < b.parent {
				return -1
			}
			return 1
		}
		return slices.Compare(a.name, b.name)
	})
	return buildTree(records)
}

// entry is the record of a file or a folder.
func (v *volume) entry(n *node) []byte {
	var out []byte
	short := func(values ...uint16) {
		for _, value := range values {
			out = binary.BigEndian.AppendUint16(out, value)
		}
	}
	long := func(values ...uint32) {
		for _, value := range values {
			out = binary.BigEndian.AppendUint32(out, value)
		}
	}
	flags := uint16(0)
	if slices.Contains(v.options.Hidden, n.path) {
		flags |= isInvisible
	}
	if n.folder {
		if n.id == 2 && v.options.CustomIcon {
			flags |= hasCustomIcon
		}
		folders := uint32(0)
		for _, child := range n.children {
			if child.folder {
				folders++
			}
		}
		short(recordFolder, hasFolderCount)
		long(uint32(len(n.children)), n.id, v.time, v.time, v.time, v.time, 0)
		long(0, 0)                 // root's
		short(0, modeFolder|0o755) // no flags
		long(0)                    //
		long(0, 0)                 // where its window is
		short(flags)               //
		out = append(out, make([]byte, 6+16)...)
		long(0, folders)
		return out
	}
	mode := modeFile | uint16(n.file.Mode.Perm())
	kind := make([]byte, 8)
	if n.file.Link != "" {
		mode = modeLink | 0o755
		copy(kind, "slnkrhap")
	}
	short(recordFile, threadExists)
	long(0, n.id, v.time, v.time, v.time, v.time, 0)
	long(0, 0)
	short(0, mode)
	long(1) // the links to it
	out = append(out, kind...)
	short(flags)
	out = append(out, make([]byte, 6+16)...)
	long(0, 0)
	return append(append(out, n.fork.encode()...), fork{}.encode()...)
}

// treeNode is a node of a tree while it is filled.
type treeNode struct {
	first   record
	records [][]byte
	room    int
}

func newNode() *treeNode { return &treeNode{room: nodeSize - descriptor - 2} }

// add adds a record; it reports whether that fits.
func (n *treeNode) add(data []byte) bool {
	if len(data)+2 > n.room {
		return false
	}
	n.records = append(n.records, data)
	n.room -= len(data) + 2
	return true
}

// encode writes a node, whose neighbours on its level are given by their numbers.
func (n *treeNode) encode(kind, height byte, next, previous uint32) []byte {
	out := make([]byte, nodeSize)
	binary.BigEndian.PutUint32(out, next)
	binary.BigEndian.PutUint32(out[4:], previous)
	out[8], out[9] = kind, height
	binary.BigEndian.PutUint16(out[10:], uint16(len(n.records)))
	at := descriptor
	for i, data := range n.records {
		binary.BigEndian.PutUint16(out[nodeSize-2*(i+1):], uint16(at))
		at += copy(out[at:], data)
	}
	binary.BigEndian.PutUint16(out[nodeSize-2*(len(n.records)+1):], uint16(at))
	return out
}

// pack fills nodes with records in their order.
func pack(records []record, data func(record) []byte) []*treeNode {
	var nodes []*treeNode
	for _, r := range records {
		encoded := data(r)
		if len(nodes) == 0 || !nodes[len(nodes)-1].add(encoded) {
			fresh := newNode()
			fresh.first = r
			fresh.add(encoded)
			nodes = append(nodes, fresh)
		}
	}
	return nodes
}

// buildTree returns the tree of sorted records: its header, its leaves, and levels of indexes up to one root.
func buildTree(records []record) ([]byte, error) {
	out := make([]byte, nodeSize) // the header, which is known last
	leaves := pack(records, func(r record) []byte { return append(r.key(), r.data...) })
	next := uint32(1)
	level, height := leaves, byte(1)
	kind := byte(kindLeaf)
	for {
		for i, n := range level {
			own, following, previous := next+uint32(i), uint32(0), uint32(0)
			if i+1 < len(level) {
				following = own + 1
			}
			if i > 0 {
				previous = own - 1
			}
			out = append(out, n.encode(kind, height, following, previous)...)
		}
		if len(level) == 1 {
			break
		}
		var index []record
		for i, n := range level {
			index = append(index, record{n.first.parent, n.first.name, binary.BigEndian.AppendUint32(nil, next+uint32(i))})
		}
		next += uint32(len(level))
		level, kind = pack(index, func(r record) []byte { return append(r.key(), r.data...) }), kindIndex
		height++
	}
	count := len(out) / nodeSize
	header, err := headerNode(count, uint32(height), next, uint32(len(records)), 1, uint32(len(leaves)), longestKey, bigKeys|variableKeys, compareBytes)
	if err != nil {
		return nil, err
	}
	copy(out, header)
	return out, nil
}

// emptyTree is a tree without records: no file is in more than eight pieces, none has attributes.
func emptyTree(key uint16, attributes uint32) []byte {
	header, err := headerNode(1, 0, 0, 0, 0, 0, key, attributes, 0)
	if err != nil {
		panic(err) // one node always fits
	}
	return header
}

// headerNode is the first node of a tree: what is said of it, and which nodes are in use, all of them.
func headerNode(nodes int, depth, root, records, firstLeaf, lastLeaf uint32, key uint16, attributes uint32, compare byte) ([]byte, error) {
	const mapSize = nodeSize - 256
	if nodes > mapSize*8 {
		return nil, errors.New("there are too many files for a volume")
	}
	about := binary.BigEndian.AppendUint16(nil, uint16(depth))
	for _, value := range []uint32{root, records, firstLeaf, lastLeaf} {
		about = binary.BigEndian.AppendUint32(about, value)
	}
	about = binary.BigEndian.AppendUint16(about, nodeSize)
	about = binary.BigEndian.AppendUint16(about, key)
	about = binary.BigEndian.AppendUint32(about, uint32(nodes))
	about = binary.BigEndian.AppendUint32(about, 0)
	about = binary.BigEndian.AppendUint16(about, 0)
	about = binary.BigEndian.AppendUint32(about, nodeSize)
	about = append(about, 0, compare)
	about = binary.BigEndian.AppendUint32(about, attributes)
	about = append(about, make([]byte, 64)...)
	used := make([]byte, mapSize)
	for i := range nodes {
		used[i/8] |= 0x80 >> (i % 8)
	}
	n := &treeNode{records: [][]byte{about, make([]byte, 128), used}}
	return n.encode(kindHeader, 0, 0, 0), nil
}

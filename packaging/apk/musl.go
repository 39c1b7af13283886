package apk

import (
	"bytes"
	"debug/elf"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"
)

// dynamicEntrySize is that of a tag and its value.
const dynamicEntrySize = 16

// loaders are musl's, by the processor.
var loaders = map[elf.Machine]string{elf.EM_X86_64: "/lib/ld-musl-x86_64.so.1", elf.EM_AARCH64: "/lib/ld-musl-aarch64.so.1"}

// forMusl returns a program that was linked for glibc as one that musl's loader starts: it names that loader and does without
// glibc's. What else it asks for musl has, or the runtime brings along. A program of another kind comes back as it is.
func forMusl(program []byte) ([]byte, error) {
	file, err := elf.NewFile(bytes.NewReader(program))
	if err != nil || file.Class != elf.ELFCLASS64 || file.Data != elf.ELFDATA2LSB || loaders[file.Machine] == "" {
		return program, nil // a script, say
	}
	at := slices.IndexFunc(file.Progs, func(p *elf.Prog) bool { return p.Type == elf.PT_INTERP })
	if at < 0 {
		return program, nil
	}
	interpreter, loader := file.Progs[at], loaders[file.Machine]
	if interpreter.Filesz <= uint64(len(loader)) || interpreter.Off+interpreter.Filesz > uint64(len(program)) {
		return nil, fmt.Errorf("the runtime has no place for the name of Alpine's loader, %s", loader)
	}
	changed := slices.Clone(program)
	place := changed[interpreter.Off : interpreter.Off+interpreter.Filesz]
	clear(place)
	copy(place, loader)

	dynamic := file.Section(".dynamic")
	if dynamic == nil || dynamic.Offset+dynamic.Size > uint64(len(program)) {
		return changed, nil
	}
	names := file.Sections[dynamic.Link]
	table, err := names.Data()
	if err != nil {
		return nil, fmt.Errorf("the runtime's names can't be read: %w", err)
	}
	entries := changed[dynamic.Offset : dynamic.Offset+dynamic.Size]
	kept := make([]byte, 0, len(entries))
	for entry := range slices.Chunk(entries, dynamicEntrySize) {
		if len(entry) == dynamicEntrySize && elf.DynTag(binary.LittleEndian.Uint64(entry)) == elf.DT_NEEDED {
			if name := binary.LittleEndian.Uint64(entry[8:]); name < uint64(len(table)) && strings.HasPrefix(string(table[name:]), "ld-linux") {
				continue
			}
		}
		kept = append(kept, entry...)
	}
	clear(entries[copy(entries, kept):])
	return changed, nil
}

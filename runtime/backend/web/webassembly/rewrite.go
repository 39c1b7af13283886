package webassembly

import "strconv"

// What a rewritten module imports from, and what it exports besides its own: see rewrite.
const (
	moduleFunctions = "f"
	moduleMemory    = "m"
	moduleRest      = "x"

	exportMemory = "deskjs:memory"
	exportStop   = "deskjs:stop"
)

// restEvery is how often a loop goes round between two rests, a power of two.
const restEvery = 1 << 14

// importName is the name of the import with the given number in a rewritten module.
func importName(number int) string { return "i" + strconv.Itoa(number) }

// rewrite returns the binary that wazero compiles in place of the author's.
//
//   - wazero finds imports by the name of a module, JavaScript passes them one by one: each import gets
//     a name of its own, for which a module is made when the imports are known (see link.go).
//   - Machine code can't be preempted: neither Go's garbage collector nor an interrupt could stop a loop.
//     Each loop counts, and every so often calls a function that enters Go by growing the memory by nothing, and traps
//     if the exported global exportStop is set. wazero's own way (WithCloseOnContextDone) enters Go every time round.
//   - The memory is exported under a fixed name, so that it can be passed to others.
//
// Code that it can't follow it leaves alone: wazero will say what is wrong with it.
func rewrite(binary []byte, d *description) []byte {
	code := d.restingCode()
	out := make([]byte, 0, len(binary)+len(binary)/16+256)
	out = append(out, binary[:8]...)
	added := code != nil
	memories := len(d.entities[kindMemory])
	written := map[byte]bool{}
	// before writes the sections that must come before the one called id and are not in the binary.
	before := func(position int) {
		for _, id := range []byte{sectionMemory, sectionGlobal, sectionExport} {
			if written[id] || order(id) >= position {
				continue
			}
			written[id] = true
			switch {
			case id == sectionMemory && added && memories == 0:
				out = appendSection(out, id, []byte{1, 1, 0, 0})
			case id == sectionGlobal && added:
				out = appendSection(out, id, appendStopGlobal([]byte{1}))
			case id == sectionExport && (added || memories > 0):
				out = appendSection(out, id, d.appendExports(nil, added))
			}
		}
	}
	for i := range d.sections {
		s := &d.sections[i]
		if s.id == sectionCustom {
			continue
		}
		before(order(s.id))
		written[s.id] = true
		switch {
		case s.id == sectionImport:
			out = appendSection(out, s.id, d.renamedImports(s.content))
		case s.id == sectionExport:
			out = appendSection(out, s.id, d.appendExports(s.content, added))
		case s.id == sectionMemory && added && memories == 0:
			out = appendSection(out, s.id, []byte{1, 1, 0, 0})
		case s.id == sectionType && added:
			content, r := recount(s.content, 1)
			out = appendSection(out, s.id, append(append(content, r...), 0x60, 0, 0))
		case s.id == sectionFunction && added:
			content, r := recount(s.content, 1)
			out = appendSection(out, s.id, appendUnsigned(append(content, r...), uint64(len(d.types))))
		case s.id == sectionGlobal && added:
			content, r := recount(s.content, 1)
			out = appendSection(out, s.id, appendStopGlobal(append(content, r...)))
		case s.id == sectionCode && added:
			out = appendSection(out, s.id, code)
		default:
			out = appendSection(out, s.id, s.content)
		}
	}
	before(100)
	return out
}

// order is where a section stands among the others; the newer ones' numbers don't say it.
func order(id byte) int {
	switch id {
	case sectionTag:
		return sectionMemory*2 + 1
	case sectionDataCount:
		return sectionElement*2 + 1
	}
	return int(id) * 2
}

// recount returns the number of a vector's elements plus more, encoded, and the elements.
func recount(content []byte, more uint64) (count, rest []byte) {
	r := &reader{data: content}
	n := r.unsigned()
	return appendUnsigned(make([]byte, 0, len(content)+16), n+more), content[r.at:]
}

func appendStopGlobal(b []byte) []byte { return append(b, typeI32, 1, 0x41, 0, 0x0b) }

func (d *description) renamedImports(content []byte) []byte {
	r := &reader{data: content}
	out := appendUnsigned(make([]byte, 0, len(content)+8), r.unsigned())
	for number := range d.imports {
		r.name()
		r.name()
		from := r.at
		switch r.byte() {
		case kindFunction:
			out = appendName(appendName(out, moduleFunctions), importName(number))
			r.unsigned()
		case kindMemory:
			out = appendName(appendName(out, moduleMemory), exportMemory)
			r.limits()
		case kindTable:
			out = appendName(appendName(out, moduleRest), importName(number))
			r.valueType()
			r.limits()
		case kindGlobal:
			out = appendName(appendName(out, moduleRest), importName(number))
			r.valueType()
			r.byte()
		case kindTag:
			out = appendName(appendName(out, moduleRest), importName(number))
			r.byte()
			r.unsigned()
		}
		out = append(out, content[from:r.at]...)
	}
	return out
}

// appendExports returns the content of the export section with what is exported besides.
func (d *description) appendExports(content []byte, stop bool) []byte {
	more := uint64(0)
	if stop {
		more++
	}
	memory := stop || len(d.entities[kindMemory]) > 0
	if memory {
		more++
	}
	var out []byte
	if content == nil {
		out = appendUnsigned(nil, more)
	} else {
		count, rest := recount(content, more)
		out = append(count, rest...)
	}
	if memory {
		out = append(appendName(out, exportMemory), kindMemory, 0)
	}
	if stop {
		out = appendUnsigned(append(appendName(out, exportStop), kindGlobal), uint64(len(d.entities[kindGlobal])))
	}
	return out
}

// restingCode returns the code section with loops that rest, and the function that they call at its end. It
// returns nil if the module has no loop, or code that can't be followed.
func (d *description) restingCode() []byte {
	var content []byte
	for i := range d.sections {
		if d.sections[i].id == sectionCode {
			content = d.sections[i].content
		}
	}
	r := &reader{data: content}
	bodies := r.count()
	if bodies != len(d.entities[kindFunction])-d.imported[kindFunction] {
		return nil
	}
	rest := appendUnsigned([]byte{0x10}, uint64(len(d.entities[kindFunction])))
	out := appendUnsigned(make([]byte, 0, len(content)+len(content)/16+64), uint64(bodies)+1)
	loops := false
	for i := range bodies {
		body := r.bytes(r.unsigned())
		if r.bad {
			return nil
		}
		function := &d.entities[kindFunction][d.imported[kindFunction]+i]
		resting, changed, ok := restingBody(body, len(function.function.params), rest)
		if !ok {
			return nil
		}
		loops = loops || changed
		out = appendUnsigned(out, uint64(len(resting)))
		out = append(out, resting...)
	}
	if !loops || r.left() != 0 {
		return nil
	}
	stop := appendUnsigned([]byte{0x23}, uint64(len(d.entities[kindGlobal])))
	body := append([]byte{0, 0x41, 0, 0x40, 0, 0x1a}, stop...) // memory.grow 0
	body = append(body, 0x04, 0x40, 0x00, 0x0b, 0x0b)          // if unreachable end end
	return append(appendUnsigned(out, uint64(len(body))), body...)
}

// restingBody adds a counter to a function that has loops, and code to each loop's start.
func restingBody(body []byte, params int, rest []byte) (resting []byte, changed, ok bool) {
	r := &reader{data: body}
	groups := r.count()
	locals := uint64(params)
	for range groups {
		locals += r.unsigned()
		r.valueType()
	}
	declared := r.at
	if r.bad || locals > 50000 {
		return nil, false, false
	}
	var out, check []byte
	copied := 0
	for r.left() > 0 {
		opcode := r.byte()
		r.skipImmediates(opcode)
		if r.bad {
			return nil, false, false
		}
		if opcode != 0x03 {
			continue
		}
		if out == nil {
			head := &reader{data: body}
			head.unsigned()
			out = make([]byte, 0, len(body)+64)
			out = appendUnsigned(out, uint64(groups)+1)
			out = append(out, body[head.at:declared]...)
			out = append(out, 1, typeI32)
			copied = declared
			check = restCheck(locals, rest)
		}
		out = append(out, body[copied:r.at]...)
		out = append(out, check...)
		copied = r.at
	}
	if out == nil {
		return body, false, true
	}
	return append(out, body[copied:]...), true, true
}

// restCheck is what a loop does first: counter = counter + 1; if it is a multiple of restEvery, rest.
func restCheck(counter uint64, rest []byte) []byte {
	check := appendUnsigned([]byte{0x20}, counter)
	check = append(check, 0x41, 1, 0x6a, 0x22)
	check = appendUnsigned(check, counter)
	check = append(check, 0x41)
	check = appendSigned(check, restEvery-1)
	check = append(check, 0x71, 0x45, 0x04, 0x40)
	check = append(check, rest...)
	return append(check, 0x0b)
}

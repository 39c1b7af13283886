package webassembly

// skipImmediates moves past what follows an opcode within an instruction. Opcodes that are not
// known make the reader bad.
func (r *reader) skipImmediates(opcode byte) {
	switch {
	case opcode <= 0x01, opcode == 0x05, opcode == 0x0a, opcode == 0x0b, opcode == 0x0f, opcode == 0x1a, opcode == 0x1b,
		opcode >= 0x45 && opcode <= 0xc4, opcode == 0xd1, opcode == 0xd3, opcode == 0xd4:
	case opcode >= 0x02 && opcode <= 0x04: // block, loop, if
		r.skipBlockType()
	case opcode == 0x08, opcode == 0x0c, opcode == 0x0d, opcode == 0x10, opcode == 0x12, // throw, br, br_if, call, return_call
		opcode == 0x14, opcode == 0x15, // call_ref, return_call_ref
		opcode >= 0x20 && opcode <= 0x26, // locals, globals, tables
		opcode == 0x3f, opcode == 0x40,   // memory.size, memory.grow
		opcode == 0xd2, opcode == 0xd5, opcode == 0xd6: // ref.func, br_on_null, br_on_non_null
		r.unsigned()
	case opcode == 0x0e: // br_table
		for range r.count() {
			r.unsigned()
		}
		r.unsigned()
	case opcode == 0x11, opcode == 0x13: // call_indirect, return_call_indirect
		r.unsigned()
		r.unsigned()
	case opcode == 0x1c: // select with types
		r.valueTypes()
	case opcode == 0x1f: // try_table
		r.skipBlockType()
		for range r.count() {
			if clause := r.byte(); clause < 2 {
				r.unsigned()
			}
			r.unsigned()
		}
	case opcode >= 0x28 && opcode <= 0x3e: // loads and stores
		r.skipMemoryArgument()
	case opcode == 0x41, opcode == 0x42:
		r.signed()
	case opcode == 0x43:
		r.bytes(4)
	case opcode == 0x44:
		r.bytes(8)
	case opcode == 0xd0: // ref.null
		r.signed()
	case opcode == 0xfc:
		r.skipMiscellaneous()
	case opcode == 0xfd:
		r.skipVector()
	case opcode == 0xfe:
		if r.unsigned() == 3 { // atomic.fence
			r.byte()
		} else {
			r.skipMemoryArgument()
		}
	default:
		r.bad = true
	}
}

func (r *reader) skipBlockType() {
	if r.left() > 0 && (r.data[r.at] == 0x63 || r.data[r.at] == 0x64) {
		r.valueType()
		return
	}
	r.signed()
}

func (r *reader) skipMemoryArgument() {
	if r.unsigned()&0x40 != 0 { // the number of a memory follows
		r.unsigned()
	}
	r.unsigned()
}

func (r *reader) skipMiscellaneous() {
	switch operation := r.unsigned(); operation {
	case 0, 1, 2, 3, 4, 5, 6, 7: // saturating truncation
	case 9, 11, 13, 15, 16, 17: // data.drop, memory.fill, elem.drop, table.grow, size, fill
		r.unsigned()
	case 8, 10, 12, 14: // memory.init, memory.copy, table.init, table.copy
		r.unsigned()
		r.unsigned()
	default:
		r.bad = true
	}
}

func (r *reader) skipVector() {
	switch operation := r.unsigned(); {
	case operation <= 11, operation == 92, operation == 93:
		r.skipMemoryArgument()
	case operation == 12, operation == 13: // v128.const, i8x16.shuffle
		r.bytes(16)
	case operation >= 21 && operation <= 34: // lanes
		r.byte()
	case operation >= 84 && operation <= 91: // loads and stores of lanes
		r.skipMemoryArgument()
		r.byte()
	case operation > 0x113:
		r.bad = true
	}
}

package regexp

// run matches from an instruction and a position on until the code ends, or fails when
// nothing of its own is left to come back to. Where it ended is in the registers; what it
// leaves on the stack is its caller's to keep or undo.
func run[T unit](m *machine, input []T, pc, position int) bool {
	program := m.program
	code := program.code
	registers := m.registers
	stack := m.stack
	base := len(stack)
	for {
		in := &code[pc]
		switch in.op {
		case opMatch:
			registers[1] = int32(position)
			m.stack = stack
			return true
		case opLookMatched:
			m.stack = stack
			return true
		case opChar:
			if position < len(input) && int32(input[position]) == in.x {
				position++
				pc++
				continue
			}
		case opSet:
			if position < len(input) && inSet(program.sets[in.x], input[position]) {
				position++
				pc++
				continue
			}
		case opLiteral:
			text := program.literals[in.x]
			if len(input)-position >= len(text) {
				matched := true
				for i, c := range text {
					if uint16(input[position+i]) != c {
						matched = false
						break
					}
				}
				if matched {
					position += len(text)
					pc++
					continue
				}
			}
		case opRepeat:
			r := &program.repeats[in.x]
			if r.wide {
				next, saved, ok := repeatWide(r, input, pc, position)
				if !ok {
					break
				}
				m.steps -= (next - position) >> 4
				if saved.limit >= 0 {
					stack = append(stack, saved)
				}
				position = next
				pc++
				continue
			}
			set := r.set
			limit := len(input)
			if int(r.maximum) < limit-position {
				limit = position + int(r.maximum)
			}
			low := position + int(r.minimum)
			if r.lazy {
				if low > limit {
					break
				}
				for position < low && inSet(set, input[position]) {
					position++
				}
				if position < low {
					break
				}
				if r.next != nil {
					from := position
					for position < len(input) && !inSet(r.next, input[position]) {
						if position >= limit || !inSet(set, input[position]) {
							break
						}
						position++
					}
					m.steps -= (position - from) >> 4
					if position >= len(input) || !inSet(r.next, input[position]) {
						break
					}
				}
				if limit > position {
					stack = append(stack, frame{frameLazy, int32(pc), int32(position), int32(limit - position)})
				}
				pc++
				continue
			}
			end := position
			for end < limit && inSet(set, input[end]) {
				end++
			}
			if end < low {
				break
			}
			m.steps -= (end - position) >> 4
			if r.possessive || end == low {
				position = end
				pc++
				continue
			}
			if r.next != nil {
				for end > low && (end >= len(input) || !inSet(r.next, input[end])) {
					end--
				}
			}
			if end > low {
				stack = append(stack, frame{frameGreedy, int32(pc), int32(end), int32(low)})
			}
			position = end
			pc++
			continue
		case opSave:
			if len(stack) > 0 {
				stack = append(stack, frame{frameRestore, in.x, registers[in.x], 0})
			}
			registers[in.x] = int32(position)
			pc++
			continue
		case opJump:
			pc = int(in.x)
			continue
		case opSplit:
			c := &program.choices[in.x]
			if position < len(input) {
				next := input[position]
				if c.firstFilter != nil && !inSet(c.firstFilter, next) {
					if c.secondFilter != nil && !inSet(c.secondFilter, next) {
						break
					}
					pc = int(c.second)
					continue
				}
				if c.secondFilter == nil || inSet(c.secondFilter, next) {
					stack = append(stack, frame{frameChoice, c.second, int32(position), 0})
				}
				pc = int(c.first)
				continue
			}
			if c.firstFilter != nil {
				if c.secondFilter != nil {
					break
				}
				pc = int(c.second)
				continue
			}
			if c.secondFilter == nil {
				stack = append(stack, frame{frameChoice, c.second, int32(position), 0})
			}
			pc = int(c.first)
			continue
		case opAlternatives:
			target, following := candidate(&program.many[in.x], input, position, 0)
			if target >= 0 {
				if following >= 0 {
					stack = append(stack, frame{frameAlternatives, int32(pc), int32(position), int32(following)})
				}
				pc = int(target)
				continue
			}
		case opCount:
			stack = append(stack, frame{frameRestore, in.x, registers[in.x], 0})
			registers[in.x] = 0
			pc++
			continue
		case opLoop:
			l := &program.loops[in.x]
			n := registers[l.counter]
			if n >= l.minimum {
				if n >= l.maximum {
					pc = int(l.exit)
					continue
				}
				if l.lazy {
					stack = append(stack, frame{frameLoop, int32(pc), int32(position), 0})
					pc = int(l.exit)
					continue
				}
				stack = append(stack, frame{frameChoice, l.exit, int32(position), 0})
			}
			if len(stack) > frameLimit {
				m.overflow()
				return m.fail(stack, base)
			}
			if m.steps--; m.steps <= 0 && !m.poll() {
				return m.fail(stack, base)
			}
			stack = append(stack, frame{frameRestore, l.counter, n, 0})
			registers[l.counter] = n + 1
			pc = int(l.body)
			continue
		case opMark:
			if len(stack) > 0 {
				stack = append(stack, frame{frameRestore, in.x, registers[in.x], 0})
			}
			registers[in.x] = int32(position)
			pc++
			continue
		case opMoved:
			if registers[in.x] != int32(position) {
				pc++
				continue
			}
			if in.y > 0 {
				if l := &program.loops[in.y-1]; registers[l.counter] <= l.minimum {
					pc++
					continue
				}
			}
		case opForget:
			for i := in.x; i < in.y; i++ {
				if registers[i] >= 0 {
					stack = append(stack, frame{frameRestore, i, registers[i], 0})
					registers[i] = -1
				}
			}
			m.steps -= int(in.y-in.x) >> 3
			if len(stack) > frameLimit {
				m.overflow()
				return m.fail(stack, base)
			}
			pc++
			continue
		case opTextStart:
			if position == 0 {
				pc++
				continue
			}
		case opTextEnd:
			if position == len(input) {
				pc++
				continue
			}
		case opLineStart:
			if position == 0 || isTerminator(input[position-1]) {
				pc++
				continue
			}
		case opLineEnd:
			if position == len(input) || isTerminator(input[position]) {
				pc++
				continue
			}
		case opBoundary:
			set := program.sets[in.y]
			before := position > 0 && inSet(set, input[position-1])
			after := position < len(input) && inSet(set, input[position])
			if (before != after) == (in.x == 0) {
				pc++
				continue
			}
		case opPeek:
			if (position < len(input) && inSet(program.sets[in.x], input[position])) == (in.y == 0) {
				pc++
				continue
			}
		case opPeekBack:
			if (position > 0 && inSet(program.sets[in.x], input[position-1])) == (in.y == 0) {
				pc++
				continue
			}
		case opWide:
			if position < len(input) {
				if c, size := pointAt(input, position); program.sets[in.x].has(c) {
					position += size
					pc++
					continue
				}
			}
		case opCharBack:
			if position > 0 && int32(input[position-1]) == in.x {
				position--
				pc++
				continue
			}
		case opSetBack:
			if position > 0 && inSet(program.sets[in.x], input[position-1]) {
				position--
				pc++
				continue
			}
		case opWideBack:
			if position > 0 {
				if c, size := pointBefore(input, position); program.sets[in.x].has(c) {
					position -= size
					pc++
					continue
				}
			}
		case opReference:
			if next, ok := refer(m, &program.references[in.x], input, position); ok {
				m.steps -= (max(next, position) - min(next, position)) >> 4
				position = next
				pc++
				continue
			}
		case opLook:
			// With something on the stack, whatever the assertion sets can be undone.
			stack = append(stack, frame{frameRestore, 1, registers[1], 0})
			before := len(stack)
			m.stack = stack
			matched := run(m, input, pc+1, position)
			stack = m.stack
			if m.err != nil {
				return m.fail(stack, base)
			}
			if in.y != 0 {
				if matched {
					stack = undo(stack, before, registers)
					break
				}
			} else if matched {
				stack = keepRestores(stack, before)
			} else {
				break
			}
			pc = int(in.x)
			continue
		}

		// Nothing matched: go back to the last choice.
		if len(stack) > frameLimit {
			m.overflow()
			return m.fail(stack, base)
		}
	back:
		for {
			if m.steps--; m.steps <= 0 && !m.poll() {
				return m.fail(stack, base)
			}
			if len(stack) == base {
				m.stack = stack
				return false
			}
			top := &stack[len(stack)-1]
			switch top.kind {
			case frameRestore:
				registers[top.at] = top.position
				stack = stack[:len(stack)-1]
			case frameChoice:
				pc, position = int(top.at), int(top.position)
				stack = stack[:len(stack)-1]
				break back
			case frameGreedy:
				r := &program.repeats[code[top.at].x]
				end := int(top.position)
				low := int(top.limit)
				pc = int(top.at) + 1
				if r.wide {
					_, size := pointBefore(input, end)
					end -= size
				} else {
					end--
					if r.next != nil {
						from := end
						for end > low && !inSet(r.next, input[end]) {
							end--
						}
						m.steps -= (from - end) >> 4
					}
				}
				if end > low {
					top.position = int32(end)
				} else {
					stack = stack[:len(stack)-1]
				}
				position = end
				break back
			case frameLazy:
				r := &program.repeats[code[top.at].x]
				at := int(top.position)
				if r.wide {
					c, size := pointAt(input, at)
					if !r.set.has(c) {
						stack = stack[:len(stack)-1]
						continue
					}
					at += size
				} else {
					limit := at + int(top.limit)
					if !inSet(r.set, input[at]) {
						stack = stack[:len(stack)-1]
						continue
					}
					at++
					if r.next != nil {
						from := at
						for at < limit && !inSet(r.next, input[at]) && inSet(r.set, input[at]) {
							at++
						}
						m.steps -= (at - from) >> 4
						top.limit -= int32(at - from)
					}
				}
				pc, position = int(top.at)+1, at
				top.limit--
				if top.limit == 0 || at >= len(input) {
					stack = stack[:len(stack)-1]
				} else {
					top.position = int32(at)
				}
				break back
			case frameAlternatives:
				b := &program.many[code[top.at].x]
				target, following := candidate(b, input, int(top.position), int(top.limit))
				position = int(top.position)
				if following >= 0 {
					top.limit = int32(following)
				} else {
					stack = stack[:len(stack)-1]
				}
				if target >= 0 {
					pc = int(target)
					break back
				}
			case frameLoop:
				l := &program.loops[code[top.at].x]
				pc, position = int(l.body), int(top.position)
				n := registers[l.counter]
				*top = frame{frameRestore, l.counter, n, 0}
				registers[l.counter] = n + 1
				break back
			}
		}
	}
}

// fail ends a match for good.
func (m *machine) fail(stack []frame, base int) bool {
	m.stack = stack[:base]
	return false
}

// candidate returns the branch to try of those from a number on, and the number
// of the one after it; both are -1 for none.
func candidate[T unit](b *branches, input []T, position, from int) (target int32, following int) {
	unit := 128
	if position < len(input) {
		unit = int(input[position])
		if unit >= 128 {
			return candidateWide(b, rune(unit), from)
		}
	}
	list := b.byUnit[unit]
	if from >= len(list) {
		return -1, -1
	}
	if from+1 < len(list) {
		return list[from], from + 1
	}
	return list[from], -1
}

func candidateWide(b *branches, unit rune, from int) (target int32, following int) {
	target = -1
	for i := from; i < len(b.targets); i++ {
		if b.filters[i] != nil && !b.filters[i].has(unit) {
			continue
		}
		if target >= 0 {
			return target, i
		}
		target = b.targets[i]
	}
	return target, -1
}

// undo goes back to where the stack was and restores the registers.
func undo(stack []frame, to int, registers []int32) []frame {
	for i := len(stack) - 1; i >= to; i-- {
		if stack[i].kind == frameRestore {
			registers[stack[i].at] = stack[i].position
		}
	}
	return stack[:to]
}

// keepRestores drops the choices from a place on: an assertion that matched is not entered again.
func keepRestores(stack []frame, from int) []frame {
	kept := from
	for i := from; i < len(stack); i++ {
		if stack[i].kind == frameRestore {
			stack[kept] = stack[i]
			kept++
		}
	}
	return stack[:kept]
}

// repeatWide is a repeat of code points. Its frame's limit is below zero if there is nothing to come back to.
func repeatWide[T unit](r *repeat, input []T, pc, position int) (next int, back frame, ok bool) {
	back.limit = -1
	most := int(r.maximum)
	if r.lazy {
		most = int(r.minimum)
	}
	n, low := 0, position
	for next = position; n < most && next < len(input); n++ {
		c, size := pointAt(input, next)
		if !r.set.has(c) {
			break
		}
		next += size
		if n+1 == int(r.minimum) {
			low = next
		}
	}
	if n < int(r.minimum) {
		return next, back, false
	}
	if r.lazy {
		if next < len(input) && r.maximum > r.minimum {
			back = frame{frameLazy, int32(pc), int32(next), r.maximum - r.minimum}
		}
	} else if next > low && !r.possessive {
		back = frame{frameGreedy, int32(pc), int32(next), int32(low)}
	}
	return next, back, true
}

// refer matches what a group has matched.
func refer[T unit](m *machine, reference *backreference, input []T, position int) (int, bool) {
	for _, group := range reference.groups {
		first, last := int(m.registers[2*group]), int(m.registers[2*group+1])
		if first < 0 || last < 0 {
			continue
		}
		length := last - first
		from := position
		if reference.back {
			from -= length
		}
		if from < 0 || from+length > len(input) {
			return position, false
		}
		if reference.fold {
			if !equalFolded(input[first:last], input[from:from+length], m.program.unicode) {
				return position, false
			}
		} else {
			for i := range length {
				if input[first+i] != input[from+i] {
					return position, false
				}
			}
		}
		if reference.back {
			return from, true
		}
		return from + length, true
	}
	return position, true
}

func equalFolded[T unit](a, b []T, unicode bool) bool {
	for i := 0; i < len(a); {
		if a[i] == b[i] && !isLead(uint16(a[i])) {
			i++
			continue
		}
		first, size := rune(a[i]), 1
		second := rune(b[i])
		if unicode {
			var other int
			first, size = pointAt(a, i)
			if second, other = pointAt(b, i); other != size {
				return false
			}
		}
		if canonicalize(first, unicode) != canonicalize(second, unicode) {
			return false
		}
		i += size
	}
	return true
}

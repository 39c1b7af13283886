package delta

// suffixes returns the suffix array of text: where its suffixes begin, in their order. It is SA-IS (Nong, Zhang, Chan: Linear suffix
// array construction by almost pure induced sorting, 2009), which takes time in proportion to the text's length, and about 14 bytes of memory for each of its bytes.
func suffixes(text []byte) []int32 {
	return induce(text, 256)
}

// letter is what a text has: bytes at first, the names of its parts in what is called again.
type letter interface{ byte | int32 }

// induce sorts the suffixes of a text whose letters are smaller than upper.
func induce[T letter](text []T, upper int) []int32 {
	n := len(text)
	switch n {
	case 0:
		return nil
	case 1:
		return []int32{0}
	}
	sorted := make([]int32, n)
	small := make([]bool, n) // the suffix is smaller than the next one
	for i := n - 2; i >= 0; i-- {
		small[i] = text[i] < text[i+1] || text[i] == text[i+1] && small[i+1]
	}
	// Where in the order the large and the small suffixes of each letter begin.
	startLarge, startSmall := make([]int32, upper+1), make([]int32, upper+1)
	for i, c := range text {
		if small[i] {
			startLarge[int(c)+1]++
		} else {
			startSmall[c]++
		}
	}
	for i := range upper {
		startSmall[i] += startLarge[i]
		startLarge[i+1] += startSmall[i]
	}
	place := make([]int32, upper+1)
	sortFrom := func(leftmost []int32) {
		for i := range sorted {
			sorted[i] = -1
		}
		copy(place, startSmall)
		for _, at := range leftmost {
			if int(at) == n {
				continue
			}
			c := text[at]
			sorted[place[c]] = at
			place[c]++
		}
		copy(place, startLarge)
		c := text[n-1]
		sorted[place[c]] = int32(n - 1)
		place[c]++
		for i := range sorted {
			if at := sorted[i] - 1; at >= 0 && !small[at] {
				c := text[at]
				sorted[place[c]] = at
				place[c]++
			}
		}
		copy(place, startLarge)
		for i := n - 1; i >= 0; i-- {
			if at := sorted[i] - 1; at >= 0 && small[at] {
				c := int(text[at]) + 1
				place[c]--
				sorted[place[c]] = at
			}
		}
	}
	isLeftmost := func(i int32) bool { return i > 0 && small[i] && !small[i-1] }
	var leftmost []int32
	for i := int32(1); int(i) < n; i++ {
		if isLeftmost(i) {
			leftmost = append(leftmost, i)
		}
	}
	sortFrom(leftmost)
	if len(leftmost) > 0 {
		sortFrom(orderLeftmost(text, sorted, leftmost, isLeftmost))
	}
	return sorted
}

// orderLeftmost returns the leftmost small suffixes in their order, of suffixes that are sorted by their parts alone.
func orderLeftmost[T letter](text []T, sorted, leftmost []int32, isLeftmost func(int32) bool) []int32 {
	n := int32(len(text))
	number := make([]int32, n+1) // of each leftmost suffix, by where it begins, from 1
	for i, at := range leftmost {
		number[at] = int32(i) + 1
	}
	end := func(at int32) int32 {
		if i := int(number[at]); i < len(leftmost) {
			return leftmost[i]
		}
		return n
	}
	names, named, previous := make([]int32, len(leftmost)), int32(-1), int32(-1)
	for _, at := range sorted {
		if at < 0 || !isLeftmost(at) {
			continue
		}
		if previous < 0 || !samePart(text, previous, end(previous), at, end(at)) {
			named++
		}
		names[number[at]-1], previous = named, at
	}
	ordered := make([]int32, len(leftmost))
	for i, at := range induce(names, int(named)+1) {
		ordered[i] = leftmost[at]
	}
	return ordered
}

// samePart reports whether the parts from a and b to their ends, which belong to them, are the same.
func samePart[T letter](text []T, a, endA, b, endB int32) bool {
	if endA-a != endB-b {
		return false
	}
	for ; a < endA; a, b = a+1, b+1 {
		if text[a] != text[b] {
			return false
		}
	}
	return int(endB) < len(text) && int(endA) < len(text) && text[endA] == text[endB]
}

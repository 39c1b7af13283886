//go:build !linux

package fs

func readVector(fd int, buffers [][]byte, position int64) (int, error) {
	return each(buffers, position, func(b []byte, at int64) (int, error) { return readFD(fd, b, at) })
}

func writeVector(fd int, buffers [][]byte, position int64) (int, error) {
	return each(buffers, position, func(b []byte, at int64) (int, error) { return writeFD(fd, b, at) })
}

// each transfers the buffers one after the other until one is cut short.
func each(buffers [][]byte, position int64, transfer func([]byte, int64) (int, error)) (int, error) {
	total := 0
	for _, b := range buffers {
		n, err := transfer(b, position)
		total += n
		if err != nil && total == 0 {
			return 0, err
		}
		if err != nil || n < len(b) {
			break
		}
		if position >= 0 {
			position += int64(n)
		}
	}
	return total, nil
}

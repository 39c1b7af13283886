//go:build !darwin

package shortcut

import "strings"

// numbered is the number after a prefix: 5 of "f5".
func numbered(key, prefix string) (number uintptr, ok bool) {
	digits, ok := strings.CutPrefix(key, prefix)
	if !ok || digits == "" || len(digits) > 2 {
		return 0, false
	}
	for _, digit := range digits {
		if digit < '0' || digit > '9' {
			return 0, false
		}
		number = number*10 + uintptr(digit-'0')
	}
	return number, true
}

package tester

// Animate and Different are animate and compare, for tests.
var Animate = animate

func Different(one, other []byte, tolerance float64) (int, error) {
	found, err := compare(one, other, tolerance)
	return found.different, err
}

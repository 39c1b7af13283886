package errors

// systemNumbers is empty: on Windows, Node's numbers are all libuv's own.
func systemNumbers() map[string]int { return nil }

//go:build !windows

package menu

// Key is for Windows: elsewhere the driver hears of keys itself.
func (m *Menus) Key(int, uint16) bool { return false }

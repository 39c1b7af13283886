// Package win32 has what several parts of the host need of Windows: other programs' COM objects, windows that only get messages, memory that
// is handed over. It is empty elsewhere. Only packages below runtime/desktop import it.
//
// It has not been run: it is compiled and vetted for Windows on other systems.
package win32

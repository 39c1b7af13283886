// Package cocoa speaks to macOS's Objective-C without C. All of it belongs to the UI thread, which is the process's main thread, and
// between the beginning and the end of Pooled, or a callback of the system's. Only packages below runtime/desktop import it.
//
// It has not been run: it is compiled and vetted for macOS on other systems.
package cocoa

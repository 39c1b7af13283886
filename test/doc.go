// Package test has the end-to-end tests: whole apps, made by the command line, in the
// real webview. It has no code of its own, and nothing may import it.
package test

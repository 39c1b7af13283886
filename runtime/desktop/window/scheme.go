//go:build windows || darwin

package window

// scheme is that of Origin.
const scheme = "app"

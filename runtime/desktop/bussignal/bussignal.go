// Package bussignal receives the signals of a shared D-Bus connection; elsewhere than on Linux it is empty. Only packages below
// runtime/desktop import it.
package bussignal

package socket

import (
	"net"
	"syscall"
)

func reusePort(uintptr) error { return syscall.EWINDOWS }

// setBacklog leaves the backlog as it is: Windows keeps that of the first call.
func setBacklog(net.Listener, int) error { return nil }

// Descriptor returns -1: sockets have no numbers that C's functions would know.
func Descriptor(any) int { return -1 }

// KindOf returns "INVALID": descriptors of other programs' making are not taken for sockets.
func KindOf(int) string { return "INVALID" }

// IsListening returns false: see KindOf.
func IsListening(int) bool { return false }

// OpenConn fails: see KindOf.
func OpenConn(int) (Conn, error) { return nil, syscall.EWINDOWS }

// OpenListener fails: see KindOf.
func OpenListener(int) (*Listener, error) { return nil, syscall.EWINDOWS }

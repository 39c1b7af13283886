package main

// executable names this program's file. The kernel's own name for it stays right
// when an update has put another file in its place.
func executable() string { return "/proc/self/exe" }

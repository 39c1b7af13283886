//go:build !linux

package main

import "time"

// processorTime is measured on Linux only.
func processorTime(int) time.Duration { return 0 }

// residentMemory is measured on Linux only.
func residentMemory(int) float64 { return 0 }

func raiseDescriptors() {}

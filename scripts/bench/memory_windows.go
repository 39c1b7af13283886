package main

import (
	"math"
	"os"
)

// peakMemory is unknown: Windows does not tell it of a process that has ended.
func peakMemory(*os.ProcessState) float64 { return math.NaN() }

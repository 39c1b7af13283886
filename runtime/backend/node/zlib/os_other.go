//go:build !darwin && !windows

package zlib

// operatingSystem is what Node's gzip headers name.
const operatingSystem = 3

//go:build linux && cgo

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>

// The C++ library, which is linked statically, asks the C library for arc4random, which is new in glibc 2.36: with this one in its place an
// app also starts where glibc is 2.35, on Ubuntu 22.04.
uint32_t arc4random(void) {
	uint32_t number;
	while (getrandom(&number, sizeof number, 0) != sizeof number) {
		if (errno != EINTR) {
			abort();
		}
	}
	return number;
}

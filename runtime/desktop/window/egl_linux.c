//go:build linux && cgo

// Where pages are drawn by the processor, this process has no use for OpenGL; but WebKit asks for a display of EGL at the first page, and Mesa's
// loads a compiler for it, of 20 MB. The web process has to have one, and is not kept from it.

#include <dlfcn.h>
#include <stdlib.h>

#include "native_linux.h"

#define VENDORS "__EGL_VENDOR_LIBRARY_FILENAMES"
#define EXTENSIONS 0x3055

void deskjs_forgo_egl(void) {
	void *library = dlopen("libEGL.so.1", RTLD_LAZY);
	const char *(*query)(void *display, int name) = NULL;
	if (library) {
		*(void **)&query = dlsym(library, "eglQueryString");
	}
	if (!query || getenv(VENDORS)) {
		return;
	}
	// The drivers are looked for at the first call, once: the variable is there for that alone.
	setenv(VENDORS, "/dev/null", 1);
	query(NULL, EXTENSIONS);
	unsetenv(VENDORS);
}

//go:build linux && cgo

// The executable is not linked with GTK and WebKit: a process without windows should not load them, and a machine that
// lacks them should get a message of ours. Here is a small function for each library function that is used, with the same
// name, which jumps to where dlsym found the real one. They are hidden, so the libraries never see them.

#include <dlfcn.h>
#include <stddef.h>

#include "native_linux.h"
#include "symbols_linux.h"

#define LIBRARY "libwebkit2gtk-4.1.so.0"

#if defined(__x86_64__)
#define JUMP(name) "endbr64\n\tjmp *deskjs_address_" #name "(%rip)\n"
#elif defined(__aarch64__)
#define JUMP(name)                                                                                                     \
	"hint #34\n\tadrp x16, deskjs_address_" #name "\n\tldr x16, [x16, :lo12:deskjs_address_" #name "]\n\tbr x16\n"
#else
#error "runtime/desktop/window/symbols_linux.c has no jump instruction for this processor"
#endif

#define FUNCTION(name)                                                                                                 \
	__attribute__((visibility("hidden"), used)) void *deskjs_address_##name;                                           \
	__asm__(".pushsection .text\n.globl " #name "\n.hidden " #name "\n.type " #name ", %function\n.balign 16\n" #name  \
			":\n\t" JUMP(name) ".size " #name ", . - " #name "\n.popsection\n");
DESKJS_SYMBOLS(FUNCTION)

// Takes the place of WebKit's own function: webview_go calls it, and has no other way to let the context be chosen.
__attribute__((visibility("hidden"))) void *webkit_web_view_new(void) { return deskjs_new_web_view(); }

static const struct {
	const char *name;
	void **address;
} symbols[] = {
#define ENTRY(name) {#name, &deskjs_address_##name},
	DESKJS_SYMBOLS(ENTRY)};

int deskjs_load_libraries(const char **library, const char **reason) {
	*library = LIBRARY;
	void *handle = dlopen(LIBRARY, RTLD_LAZY | RTLD_GLOBAL);
	if (!handle) {
		*reason = dlerror();
		return 1;
	}
	// GTK, GLib, libsoup and the rest are found through it: it depends on them all.
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
		*symbols[i].address = dlsym(handle, symbols[i].name);
		if (!*symbols[i].address) {
			*reason = dlerror();
			return 1;
		}
	}
	return 0;
}

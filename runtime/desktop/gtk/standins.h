// Stand-ins for the functions of GTK, WebKit and what is below them. The executable is not linked with these libraries: a process without
// windows should not load them, and a machine that lacks them should get a message of ours. For each function that a package calls there
// is a small one with the same name, which jumps to where dlsym found the real one. They are hidden, so the libraries never see them; and
// weak, so that several packages can have the same.
//
// A package has a list, #define LIST(X) X(gtk_widget_show) X(...), in the order of the alphabet, and says once, in a C file,
// DESKJS_STAND_INS(LIST, its_load): its_load(&library, &reason) returns 0 when all were found. Go's build cache does not see changes
// of this file: touch the C files that include it.
#ifndef DESKJS_STAND_INS_H
#define DESKJS_STAND_INS_H

#include <dlfcn.h>
#include <stddef.h>

// GTK, GLib, libsoup and the rest are found through it: it depends on them all.
#define DESKJS_LIBRARY "libwebkit2gtk-4.1.so.0"

#if defined(__x86_64__)
#define DESKJS_JUMP(name) "endbr64\n\tjmp *deskjs_address_" #name "(%rip)\n"
#elif defined(__aarch64__)
#define DESKJS_JUMP(name)                                                                                              \
	"hint #34\n\tadrp x16, deskjs_address_" #name "\n\tldr x16, [x16, :lo12:deskjs_address_" #name "]\n\tbr x16\n"
#else
#error "runtime/desktop/gtk/standins.h has no jump instruction for this processor"
#endif

#define DESKJS_STAND_IN(name)                                                                                          \
	__attribute__((visibility("hidden"), used, weak)) void *deskjs_address_##name;                                     \
	__asm__(".pushsection .text\n.weak " #name "\n.hidden " #name "\n.type " #name ", %function\n.balign 16\n" #name   \
			":\n\t" DESKJS_JUMP(name) ".size " #name ", . - " #name "\n.popsection\n");

#define DESKJS_STAND_IN_ENTRY(name) {#name, &deskjs_address_##name},

#define DESKJS_STAND_INS(LIST, LOAD)                                                                                   \
	LIST(DESKJS_STAND_IN)                                                                                              \
	static const struct {                                                                                              \
		const char *name;                                                                                              \
		void **address;                                                                                                \
	} deskjs_stand_ins[] = {LIST(DESKJS_STAND_IN_ENTRY)};                                                              \
	int LOAD(const char **library, const char **reason) {                                                              \
		*library = DESKJS_LIBRARY;                                                                                     \
		void *handle = dlopen(DESKJS_LIBRARY, RTLD_LAZY | RTLD_GLOBAL);                                                \
		if (!handle) {                                                                                                 \
			*reason = dlerror();                                                                                       \
			return 1;                                                                                                  \
		}                                                                                                              \
		for (size_t i = 0; i < sizeof deskjs_stand_ins / sizeof *deskjs_stand_ins; i++) {                              \
			*deskjs_stand_ins[i].address = dlsym(handle, deskjs_stand_ins[i].name);                                    \
			if (!*deskjs_stand_ins[i].address) {                                                                       \
				*reason = dlerror();                                                                                   \
				return 1;                                                                                              \
			}                                                                                                          \
		}                                                                                                              \
		return 0;                                                                                                      \
	}

#endif

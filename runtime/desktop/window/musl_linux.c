//go:build linux && cgo

#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <stddef.h>
#include <stdint.h>

// What the C++ library, which is linked statically, asks of glibc and musl has not: with these in their place a package for Alpine Linux can
// have the same runtime (see packaging/apk). They are for this program alone: libraries that are loaded have their own. The first tells that
// there may be threads.
#define OURS __attribute__((visibility("hidden")))

OURS char __libc_single_threaded = 0;

#if defined __GLIBC_PREREQ && __GLIBC_PREREQ(2, 35)

struct search {
	uintptr_t at;
	struct dl_find_object *found;
};

static int look(struct dl_phdr_info *info, size_t size, void *data) {
	struct search *search = data;
	int here = 0;
	const ElfW(Phdr) *frames = NULL;
	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		uintptr_t start = info->dlpi_addr + part->p_vaddr;
		if (part->p_type == PT_LOAD && search->at >= start && search->at < start + part->p_memsz) {
			here = 1;
			search->found->dlfo_map_start = (void *)start;
			search->found->dlfo_map_end = (void *)(start + part->p_memsz);
		}
		if (part->p_type == PT_GNU_EH_FRAME) {
			frames = part;
		}
	}
	if (!here || frames == NULL) {
		return 0;
	}
	search->found->dlfo_flags = 0;
	search->found->dlfo_link_map = NULL;
	search->found->dlfo_eh_frame = (void *)(info->dlpi_addr + frames->p_vaddr);
	return 1;
}

// _dl_find_object finds what an exception is unwound with. glibc's own is asked first: it is quicker.
OURS int _dl_find_object(void *at, struct dl_find_object *found) {
	static int (*own)(void *, struct dl_find_object *);
	static int asked;
	if (!__atomic_load_n(&asked, __ATOMIC_ACQUIRE)) {
		own = (int (*)(void *, struct dl_find_object *))dlsym(RTLD_NEXT, "_dl_find_object");
		__atomic_store_n(&asked, 1, __ATOMIC_RELEASE);
	}
	if (own != NULL) {
		return own(at, found);
	}
	struct search search = {(uintptr_t)at, found};
	return dl_iterate_phdr(look, &search) ? 0 : -1;
}

#endif

//go:build linux && cgo

// The main loop, and the two ways into it from Go: posted functions and file descriptors. Both have the default priority,
// which is also that of input and of messages from pages: ahead of painting, but a flood of them cannot freeze a window.

#include <glib-unix.h>

#include "webkit_linux.h"

void deskjs_run(void) { gtk_main(); }

void deskjs_quit(void) { gtk_main_quit(); }

static gboolean on_wake(gpointer unused) {
	(void)unused;
	deskjsGoPosted();
	return G_SOURCE_REMOVE;
}

void deskjs_wake(void) { g_idle_add_full(G_PRIORITY_DEFAULT, on_wake, NULL, NULL); }

static gboolean on_readable(gint fd, GIOCondition condition, gpointer id) {
	(void)fd;
	(void)condition;
	deskjsGoReadable((uintptr_t)id);
	return G_SOURCE_CONTINUE;
}

unsigned deskjs_watch(int fd, uintptr_t id) {
	return g_unix_fd_add_full(G_PRIORITY_DEFAULT, fd, G_IO_IN | G_IO_HUP | G_IO_ERR, on_readable, (gpointer)id, NULL);
}

void deskjs_unwatch(unsigned source) { g_source_remove(source); }

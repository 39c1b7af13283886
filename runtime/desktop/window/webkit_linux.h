// What the C files share: GTK's and WebKit's headers, and the Go functions they call.
#ifndef DESKJS_WEBKIT_H
#define DESKJS_WEBKIT_H

#if !defined DESKJS_WEBKIT_4_1 || !defined DESKJS_SHIM
#error "The window is built with the Makefile's PKG_CONFIG and CGO_CFLAGS (make build): they choose WebKitGTK 4.1, unlinked, and tell Go's build cache so"
#endif

#include <gtk/gtk.h>
#include <libsoup/soup.h>
#include <webkit2/webkit2.h>

#if SOUP_MAJOR_VERSION < 3
#error "These are the headers of WebKitGTK 4.0; set PKG_CONFIG to scripts/pkgconfig/pkg-config, as the Makefile does"
#endif

#include "native_linux.h"

// stream_linux.c: a stream of bytes that pin keeps in place.
GInputStream *deskjs_stream_new(const void *data, size_t length, uintptr_t pin);

// The isolated script world and the message handler in it.
#define DESKJS_WORLD "deskjs"

// In Go, all called on the UI thread but for deskjsGoUnpin.
extern void deskjsGoPosted(void);
extern void deskjsGoReadable(uintptr_t id);
extern void deskjsGoAsk(uintptr_t id, void *reply, void *context, char *text, size_t length, char *url);
extern void deskjsGoServe(void *request, char *method, char *url, char *from, char *headers, size_t length);
extern void deskjsGoPermission(uintptr_t id, char *kind, int audio, int video, void *request);
extern void deskjsGoCookies(uintptr_t session);
extern void deskjsGoDownload(uintptr_t session, void *download, void *view, char *url, char *name, char *type, char *disposition, int64_t total);
extern void deskjsGoDownloaded(void *download, int64_t received);
extern void deskjsGoDownloadDone(void *download, char *state, char *reason);
extern void deskjsGoNavigation(uintptr_t id, char *url, char *name, int flags, void *decision);
extern int deskjsGoResponse(uintptr_t id, char *url, int top);
extern void deskjsGoPage(uintptr_t id, char *kind, char *url, char *text, int code, int flag);
extern void deskjsGoLoadFailed(uintptr_t id, char *url, char *domain, int code, char *message);
extern void deskjsGoUnload(uintptr_t id, void *dialog);
extern void deskjsGoContextMenu(uintptr_t id, int x, int y, char *link, char *label, char *source, char *media, int editable,
	int selected, int misspelled, char *suggestions, size_t length);
extern void deskjsGoFiles(uintptr_t id, char *way, char *paths, size_t length);
extern void deskjsGoKey(uintptr_t id, void *event, int down, unsigned key, unsigned character, unsigned code, unsigned state);
extern void deskjsGoAnswer(uintptr_t id, void *data, size_t length, char *error, int script);
extern void deskjsGoRefused(uintptr_t id, char *what, char *url);
extern void deskjsGoLoaded(uintptr_t id);
extern void deskjsGoProcessGone(uintptr_t id, char *reason);
extern void deskjsGoClosing(uintptr_t id);
extern void deskjsGoFrame(uintptr_t id, char *event);
extern void deskjsGoUnpin(uintptr_t pin);

#endif

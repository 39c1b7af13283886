//go:build linux && cgo

// The functions of GTK and WebKit that this package and webview_go call; see ../gtk/standins.h.

#include "native_linux.h"
#include "standins.h"
#include "symbols_linux.h"

DESKJS_STAND_INS(DESKJS_SYMBOLS, deskjs_load_libraries)

// Takes the place of WebKit's own function: webview_go calls it, and has no other way to let the context be chosen.
__attribute__((visibility("hidden"))) void *webkit_web_view_new(void) { return deskjs_new_web_view(); }

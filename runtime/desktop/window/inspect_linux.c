//go:build linux && cgo

// The page's inspector.

#include "contents_linux.h"
#include "webkit_linux.h"

static void on_closed(WebKitWebInspector *inspector, gpointer id) {
	g_object_set_data(G_OBJECT(inspector), "deskjs-shown", NULL);
	deskjsGoPage((uintptr_t)id, "devtools-closed", NULL, NULL, 0, 0);
}

static void on_opened(WebKitWebInspector *inspector, gpointer id) {
	if (!g_object_get_data(G_OBJECT(inspector), "deskjs-shown")) {
		g_object_set_data(G_OBJECT(inspector), "deskjs-shown", inspector);
		deskjsGoPage((uintptr_t)id, "devtools-opened", NULL, NULL, 0, 0);
	}
}

// By the context menu it opens in a window of its own or docked, as it was last.
static gboolean on_shown(WebKitWebInspector *inspector, gpointer id) {
	on_opened(inspector, id);
	return FALSE;
}

static gboolean on_front(WebKitWebInspector *inspector, gpointer id) {
	(void)inspector;
	deskjsGoPage((uintptr_t)id, "devtools-focused", NULL, NULL, 0, 0);
	return FALSE;
}

void deskjs_inspect_connect(void *view, uintptr_t number) {
	WebKitWebInspector *inspector = webkit_web_view_get_inspector(view);
	gpointer id = (gpointer)number;
	g_signal_connect(inspector, "closed", G_CALLBACK(on_closed), id);
	g_signal_connect(inspector, "open-window", G_CALLBACK(on_shown), id);
	g_signal_connect(inspector, "attach", G_CALLBACK(on_shown), id);
	g_signal_connect(inspector, "bring-to-front", G_CALLBACK(on_front), id);
}

void deskjs_inspect(void *view, int detached) {
	webkit_settings_set_enable_developer_extras(webkit_web_view_get_settings(view), TRUE);
	WebKitWebInspector *inspector = webkit_web_view_get_inspector(view);
	webkit_web_inspector_show(inspector);
	if (detached) {
		webkit_web_inspector_detach(inspector);
	} else {
		webkit_web_inspector_attach(inspector);
	}
}

void deskjs_inspect_end(void *view) { webkit_web_inspector_close(webkit_web_view_get_inspector(view)); }

int deskjs_inspected(void *view) {
	return g_object_get_data(G_OBJECT(webkit_web_view_get_inspector(view)), "deskjs-shown") != NULL;
}

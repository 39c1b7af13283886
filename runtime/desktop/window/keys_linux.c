//go:build linux && cgo

// The keys that a person presses, before menus and the page have them: they wait here until Go says whether they may.

#include "webkit_linux.h"

#define WATCHED "deskjs-keys-watched"
#define VIEW "deskjs-keys-view"

// Those that have waited: WebKit sends the window what the page had no use for once more.
static struct {
	guint32 time;
	guint16 code;
	GdkEventType type;
} passed[64];
static unsigned last_passed;

static gboolean has_passed(const GdkEventKey *event) {
	for (unsigned i = 0; i < G_N_ELEMENTS(passed); i++) {
		if (passed[i].time == event->time && passed[i].code == event->hardware_keycode && passed[i].type == event->type) {
			return TRUE;
		}
	}
	return FALSE;
}

static gboolean hold(GtkWidget *view, GdkEventKey *event, gpointer id) {
	if (has_passed(event) || !g_object_get_data(G_OBJECT(view), WATCHED)) {
		return FALSE;
	}
	deskjsGoKey((uintptr_t)id, gdk_event_copy((GdkEvent *)event), event->type == GDK_KEY_PRESS, event->keyval,
		gdk_keyval_to_unicode(event->keyval), event->hardware_keycode, event->state);
	return TRUE;
}

static gboolean on_window_key(GtkWidget *window, GdkEventKey *event, gpointer id) {
	GtkWidget *focus = gtk_window_get_focus(GTK_WINDOW(window));
	return focus && focus == g_object_get_data(G_OBJECT(window), VIEW) && hold(focus, event, id);
}

// A page that another window shows has keys when that window's menus have had them.
static gboolean on_view_key(GtkWidget *view, GdkEventKey *event, gpointer id) {
	return g_object_get_data(G_OBJECT(gtk_widget_get_toplevel(view)), VIEW) != view && hold(view, event, id);
}

void deskjs_keys_connect(void *window, void *view, uintptr_t id) {
	g_object_set_data(window, VIEW, view);
	g_signal_connect(window, "key-press-event", G_CALLBACK(on_window_key), (gpointer)id);
	g_signal_connect(window, "key-release-event", G_CALLBACK(on_window_key), (gpointer)id);
	g_signal_connect(view, "key-press-event", G_CALLBACK(on_view_key), (gpointer)id);
	g_signal_connect(view, "key-release-event", G_CALLBACK(on_view_key), (gpointer)id);
}

void deskjs_keys_watch(void *view, int on) { g_object_set_data(G_OBJECT(view), WATCHED, on ? view : NULL); }

void deskjs_key_pass(void *view, void *event) {
	if (view) {
		const GdkEventKey *key = event;
		last_passed = (last_passed + 1) % G_N_ELEMENTS(passed);
		passed[last_passed].time = key->time;
		passed[last_passed].code = key->hardware_keycode;
		passed[last_passed].type = key->type;
		GtkWidget *window = gtk_widget_get_toplevel(view);
		gtk_widget_event(g_object_get_data(G_OBJECT(window), VIEW) == view ? window : view, event);
	}
	gdk_event_free(event);
}

//go:build linux && cgo

// The clipboard by GTK, on X11 and Wayland.

#include <gtk/gtk.h>

#include "_cgo_export.h"
#include "clipboard_linux.h"
#include "standins.h"
#include "symbols_linux.h"

DESKJS_STAND_INS(DESKJS_CLIPBOARD_SYMBOLS, deskjs_clipboard_load)

static GtkClipboard *clipboard(int which) {
	return gtk_clipboard_get(which ? GDK_SELECTION_PRIMARY : GDK_SELECTION_CLIPBOARD);
}

static void on_targets(GtkClipboard *from, GdkAtom *atoms, gint count, gpointer id) {
	(void)from;
	for (gint i = 0; i < count; i++) {
		char *name = gdk_atom_name(atoms[i]);
		deskjsGoClipboardTarget((uintptr_t)id, name);
		g_free(name);
	}
	deskjsGoClipboardTarget((uintptr_t)id, NULL);
}

void deskjs_clipboard_targets(int which, uintptr_t id) {
	gtk_clipboard_request_targets(clipboard(which), on_targets, (gpointer)id);
}

static void on_contents(GtkClipboard *from, GtkSelectionData *data, gpointer id) {
	(void)from;
	gint length;
	const guchar *bytes = gtk_selection_data_get_data_with_length(data, &length);
	deskjsGoClipboardContents((uintptr_t)id, (void *)bytes, length);
}

void deskjs_clipboard_contents(int which, const char *target, uintptr_t id) {
	gtk_clipboard_request_contents(clipboard(which), gdk_atom_intern(target, FALSE), on_contents, (gpointer)id);
}

static void on_get(GtkClipboard *from, GtkSelectionData *data, guint info, gpointer id) {
	(void)from;
	deskjsGoClipboardGive((uintptr_t)id, (int)info, data);
}

void deskjs_clipboard_fill(void *selection, const char *target, const void *data, int length) {
	gtk_selection_data_set(selection, gdk_atom_intern(target, FALSE), 8, data, length);
}

static void on_clear(GtkClipboard *from, gpointer id) {
	(void)from;
	deskjsGoClipboardLost((uintptr_t)id);
}

int deskjs_clipboard_set(int which, const char **targets, int count, uintptr_t id) {
	GtkTargetList *list = gtk_target_list_new(NULL, 0);
	for (int i = 0; i < count; i++) {
		gtk_target_list_add(list, gdk_atom_intern(targets[i], FALSE), 0, (guint)i);
	}
	gint size;
	GtkTargetEntry *table = gtk_target_table_new_from_list(list, &size);
	gboolean taken = gtk_clipboard_set_with_data(clipboard(which), table, (guint)size, on_get, on_clear, (gpointer)id);
	if (taken && !which) {
		// A clipboard manager gets it all when the app ends: gtk_main sees to it.
		gtk_clipboard_set_can_store(clipboard(which), NULL, 0);
	}
	gtk_target_table_free(table, size);
	gtk_target_list_unref(list);
	return taken;
}

// Only the owner can clear it: so it is taken first.
void deskjs_clipboard_clear(int which) {
	const char *any = "UTF8_STRING";
	deskjs_clipboard_set(which, &any, 1, 0);
	gtk_clipboard_clear(clipboard(which));
}

static void on_change(GtkClipboard *from, GdkEvent *event, gpointer which) {
	(void)from;
	(void)event;
	deskjsGoClipboardChanged((int)(intptr_t)which);
}

int deskjs_clipboard_watch(void) {
	if (!gdk_display_supports_selection_notification(gdk_display_get_default())) {
		return 0;
	}
	for (intptr_t which = 0; which < 2; which++) {
		g_signal_connect_data(clipboard((int)which), "owner-change", G_CALLBACK(on_change), (gpointer)which, NULL, 0);
	}
	return 1;
}

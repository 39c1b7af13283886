//go:build linux && cgo

// What a window hears: keys.

#include <string.h>

#include "gtk_linux.h"

GtkWidget *deskjs_menu_view(void *window) { return g_object_get_data(G_OBJECT(window), "deskjs-view"); }

#define MAX_KEYS 6

static void add_key(unsigned *keys, int *count, unsigned key) {
	for (int i = 0; i < *count; i++) {
		if (keys[i] == key) {
			return;
		}
	}
	if (key && *count < MAX_KEYS) {
		keys[(*count)++] = key;
	}
}

// The names of the key that was pressed: what it types; what it types without Shift; and, where the keyboard writes another script, what it
// types in Latin, so that Ctrl+C is the same key for everybody.
static int names_of(GdkEventKey *event, unsigned *keys) {
	int count = 0;
	GdkKeymap *keymap = gdk_keymap_get_for_display(gdk_window_get_display(event->window));
	add_key(keys, &count, gdk_keyval_to_lower(event->keyval));
	guint plain = 0;
	gdk_keymap_translate_keyboard_state(keymap, event->hardware_keycode, 0, event->group, &plain, NULL, NULL, NULL);
	add_key(keys, &count, gdk_keyval_to_lower(plain));
	if (keys[0] > 0xff && keys[0] < 0xfd00) {
		GdkKeymapKey *places = NULL;
		guint *others = NULL;
		gint length = 0;
		if (gdk_keymap_get_entries_for_keycode(keymap, event->hardware_keycode, &places, &others, &length)) {
			for (gint i = 0; i < length; i++) {
				if (others[i] < 0x80 && places[i].level == 0) {
					add_key(keys, &count, gdk_keyval_to_lower(others[i]));
				}
			}
			g_free(places);
			g_free(others);
		}
	}
	return count;
}

static gboolean alt_alone; // Alt is held, and nothing else has been pressed since

// The page gets keys before the menus do, so that it can keep them: WebKit takes each, and sends those again that the page left alone.
// Whatever comes of it is done here: GtkWindow would do the menus' part first, and give the page the key a third time.
static gboolean on_key_press(GtkWidget *widget, GdkEventKey *event, gpointer id) {
	GtkWindow *window = GTK_WINDOW(widget);
	alt_alone = event->keyval == GDK_KEY_Alt_L || event->keyval == GDK_KEY_Alt_R;
	if (gtk_window_propagate_key_event(window, event)) {
		return TRUE;
	}
	unsigned keys[MAX_KEYS] = {0};
	int count = names_of(event, keys);
	if (deskjsGoMenuKey((uint32_t)(uintptr_t)id, keys, count, deskjs_modifiers(event->state))) {
		return TRUE;
	}
	if ((event->state & GDK_MOD1_MASK) && !gtk_window_activate_key(window, event) && deskjsGoMenuMnemonics((uint32_t)(uintptr_t)id)) {
		gtk_window_activate_key(window, event);
	}
	gtk_bindings_activate_event(G_OBJECT(window), event);
	return TRUE;
}

static gboolean on_key_release(GtkWidget *window, GdkEventKey *event, gpointer id) {
	(void)window;
	if (alt_alone && (event->keyval == GDK_KEY_Alt_L || event->keyval == GDK_KEY_Alt_R)) {
		alt_alone = FALSE;
		deskjsGoMenuAlt((uint32_t)(uintptr_t)id);
	}
	return FALSE;
}

static gboolean on_focus_out(GtkWidget *window, GdkEvent *event, gpointer unused) {
	(void)window;
	(void)event;
	(void)unused;
	alt_alone = FALSE;
	return FALSE;
}

void deskjs_menu_attach(void *window, uint32_t id) {
	gpointer data = (gpointer)(uintptr_t)id;
	g_signal_connect(window, "key-press-event", G_CALLBACK(on_key_press), data);
	g_signal_connect(window, "key-release-event", G_CALLBACK(on_key_release), data);
	g_signal_connect(window, "focus-out-event", G_CALLBACK(on_focus_out), NULL);
	deskjs_page_attach(deskjs_menu_view(window));
}

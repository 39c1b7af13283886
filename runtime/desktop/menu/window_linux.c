//go:build linux && cgo

// What a window hears: keys, and where a page's own context menu is asked for.

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
	unsigned keys[MAX_KEYS];
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

// The groups of the page's context menu, in their order; -1 is for what an app has no use for: to go back, to load again, to open windows.
static int group_of(WebKitContextMenuAction action, gboolean leaves) {
	switch (action) {
	case WEBKIT_CONTEXT_MENU_ACTION_SPELLING_GUESS:
	case WEBKIT_CONTEXT_MENU_ACTION_NO_GUESSES_FOUND:
		return 0;
	case WEBKIT_CONTEXT_MENU_ACTION_LEARN_SPELLING:
	case WEBKIT_CONTEXT_MENU_ACTION_IGNORE_SPELLING:
	case WEBKIT_CONTEXT_MENU_ACTION_IGNORE_GRAMMAR:
		return 1;
	case WEBKIT_CONTEXT_MENU_ACTION_OPEN_LINK:
	case WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD:
		return leaves ? 2 : -1;
	case WEBKIT_CONTEXT_MENU_ACTION_COPY_IMAGE_TO_CLIPBOARD:
	case WEBKIT_CONTEXT_MENU_ACTION_MEDIA_PLAY:
	case WEBKIT_CONTEXT_MENU_ACTION_MEDIA_PAUSE:
	case WEBKIT_CONTEXT_MENU_ACTION_MEDIA_MUTE:
	case WEBKIT_CONTEXT_MENU_ACTION_TOGGLE_MEDIA_CONTROLS:
	case WEBKIT_CONTEXT_MENU_ACTION_TOGGLE_MEDIA_LOOP:
	case WEBKIT_CONTEXT_MENU_ACTION_ENTER_VIDEO_FULLSCREEN:
		return 3;
	case WEBKIT_CONTEXT_MENU_ACTION_CUT:
	case WEBKIT_CONTEXT_MENU_ACTION_COPY:
	case WEBKIT_CONTEXT_MENU_ACTION_PASTE:
	case WEBKIT_CONTEXT_MENU_ACTION_PASTE_AS_PLAIN_TEXT:
	case WEBKIT_CONTEXT_MENU_ACTION_DELETE:
		return 4;
	case WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL:
	case WEBKIT_CONTEXT_MENU_ACTION_INSERT_EMOJI:
		return 5;
	case WEBKIT_CONTEXT_MENU_ACTION_INSPECT_ELEMENT:
		return 6;
	default:
		return -1;
	}
}

#define GROUPS 7

// A page whose app shows no menu of its own has the webview's, without what belongs into a browser.
static gboolean on_context_menu(WebKitWebView *view, WebKitContextMenu *menu, GdkEvent *event, WebKitHitTestResult *hit, gpointer unused) {
	(void)view;
	(void)event;
	(void)unused;
	const char *link = webkit_hit_test_result_context_is_link(hit) ? webkit_hit_test_result_get_link_uri(hit) : NULL;
	gboolean leaves = link && !g_str_has_prefix(link, "app://");
	GList *items = g_list_copy(webkit_context_menu_get_items(menu));
	g_list_foreach(items, (GFunc)(void (*)(void))g_object_ref, NULL);
	webkit_context_menu_remove_all(menu);
	for (int group = 0; group < GROUPS; group++) {
		gboolean first = TRUE;
		for (GList *item = items; item; item = item->next) {
			if (webkit_context_menu_item_is_separator(item->data) ||
				group_of(webkit_context_menu_item_get_stock_action(item->data), leaves) != group) {
				continue;
			}
			if (first && webkit_context_menu_get_n_items(menu) > 0) {
				webkit_context_menu_append(menu, webkit_context_menu_item_new_separator());
			}
			first = FALSE;
			webkit_context_menu_append(menu, item->data);
		}
	}
	g_list_free_full(items, g_object_unref);
	return webkit_context_menu_get_n_items(menu) == 0;
}

void deskjs_menu_attach(void *window, uint32_t id) {
	gpointer data = (gpointer)(uintptr_t)id;
	g_signal_connect(window, "key-press-event", G_CALLBACK(on_key_press), data);
	g_signal_connect(window, "key-release-event", G_CALLBACK(on_key_release), data);
	g_signal_connect(window, "focus-out-event", G_CALLBACK(on_focus_out), NULL);
	// After the window package's own, which keeps it from here when the app has a menu for the page.
	g_signal_connect(deskjs_menu_view(window), "context-menu", G_CALLBACK(on_context_menu), NULL);
}

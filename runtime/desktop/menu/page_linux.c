//go:build linux && cgo

// The context menu that a page has by itself.

#include <gio/gio.h>

#include "gtk_linux.h"

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

// The items that have words of ours: WebKit's follow the C library's locale, which may not be installed.
static const WebKitContextMenuAction worded[DESKJS_PAGE_WORDS] = {
	WEBKIT_CONTEXT_MENU_ACTION_CUT, WEBKIT_CONTEXT_MENU_ACTION_COPY, WEBKIT_CONTEXT_MENU_ACTION_PASTE,
	WEBKIT_CONTEXT_MENU_ACTION_PASTE_AS_PLAIN_TEXT, WEBKIT_CONTEXT_MENU_ACTION_DELETE, WEBKIT_CONTEXT_MENU_ACTION_SELECT_ALL,
	WEBKIT_CONTEXT_MENU_ACTION_OPEN_LINK, WEBKIT_CONTEXT_MENU_ACTION_COPY_LINK_TO_CLIPBOARD,
	WEBKIT_CONTEXT_MENU_ACTION_COPY_IMAGE_TO_CLIPBOARD, WEBKIT_CONTEXT_MENU_ACTION_INSPECT_ELEMENT,
	WEBKIT_CONTEXT_MENU_ACTION_LEARN_SPELLING, WEBKIT_CONTEXT_MENU_ACTION_IGNORE_SPELLING,
	WEBKIT_CONTEXT_MENU_ACTION_NO_GUESSES_FOUND};

static char *words[DESKJS_PAGE_WORDS];

void deskjs_page_words(const char *const *given) {
	for (int i = 0; i < DESKJS_PAGE_WORDS; i++) {
		g_free(words[i]);
		words[i] = g_strdup(given[i]);
	}
}

// An item with our words, or the item as it is.
static WebKitContextMenuItem *with_words(WebKitContextMenuItem *item) {
	WebKitContextMenuAction action = webkit_context_menu_item_get_stock_action(item);
	for (int i = 0; i < DESKJS_PAGE_WORDS; i++) {
		GAction *old = worded[i] == action && words[i] ? webkit_context_menu_item_get_gaction(item) : NULL;
		if (old) {
			WebKitContextMenuItem *own = webkit_context_menu_item_new_from_stock_action_with_label(action, words[i]);
			GAction *now = webkit_context_menu_item_get_gaction(own);
			if (G_IS_SIMPLE_ACTION(now)) {
				g_simple_action_set_enabled(G_SIMPLE_ACTION(now), g_action_get_enabled(old));
			}
			return own;
		}
	}
	return item;
}

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
			webkit_context_menu_append(menu, with_words(item->data));
		}
	}
	g_list_free_full(items, g_object_unref);
	return webkit_context_menu_get_n_items(menu) == 0;
}

void deskjs_page_attach(void *view) {
	// After the window package's own, which keeps it from here when the app has a menu for the page.
	g_signal_connect(view, "context-menu", G_CALLBACK(on_context_menu), NULL);
}

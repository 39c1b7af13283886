//go:build linux && cgo

// One window and the web view in it.

#include <stdlib.h>
#include <string.h>

#include "frame_linux.h"
#include "webkit_linux.h"

static gboolean on_delete(GtkWidget *window, GdkEvent *event, gpointer id) {
	(void)window;
	(void)event;
	deskjsGoClosing((uintptr_t)id);
	return TRUE; // Go destroys it, after what it knows of the window
}

void *deskjs_window_new(uintptr_t id, const char *title, int width, int height, int min_width, int min_height) {
	GtkWindow *window = GTK_WINDOW(gtk_window_new(GTK_WINDOW_TOPLEVEL));
	gtk_window_set_title(window, title);
	gtk_window_set_default_size(window, width, height);
	if (min_width > 0 || min_height > 0) {
		GdkGeometry geometry = {.min_width = min_width, .min_height = min_height};
		gtk_window_set_geometry_hints(window, NULL, &geometry, GDK_HINT_MIN_SIZE);
	}
	g_signal_connect(window, "delete-event", G_CALLBACK(on_delete), (gpointer)id);
	return window;
}

#define VIEW "deskjs-view" // package menu looks for it by this name

// The page of a window. It stands in a column, so that a menu bar has a row of its own above it.
void *deskjs_window_view(void *window) {
	GtkWidget *view = g_object_get_data(G_OBJECT(window), VIEW);
	if (view || !(view = gtk_bin_get_child(GTK_BIN(window)))) {
		return view;
	}
	GtkWidget *column = gtk_box_new(GTK_ORIENTATION_VERTICAL, 0);
	g_object_ref(view);
	gtk_container_remove(GTK_CONTAINER(window), view);
	GtkWidget *page = deskjs_frame_overlay(window, view);
	gtk_box_pack_start(GTK_BOX(column), page, TRUE, TRUE, 0);
	g_object_unref(view);
	gtk_container_add(GTK_CONTAINER(window), column);
	gtk_widget_show(page);
	gtk_widget_show(column);
	g_object_set_data(G_OBJECT(window), VIEW, view);
	return view;
}

void deskjs_window_hide(void *window) { gtk_widget_hide(GTK_WIDGET(window)); }

void deskjs_window_destroy(void *window) { gtk_widget_destroy(GTK_WIDGET(window)); }

void deskjs_window_set_title(void *window, const char *title) { gtk_window_set_title(GTK_WINDOW(window), title); }

void deskjs_window_focus(void *window) {
	void *view = deskjs_window_view(window), *other = deskjs_frame_shows(view);
	deskjs_frame_spend_token(other ? other : window);
	gtk_window_present(GTK_WINDOW(other ? other : window));
	gtk_widget_grab_focus(view);
}

void deskjs_view_load(void *view, const char *url) { webkit_web_view_load_uri(view, url); }

void deskjs_view_reload(void *view) { webkit_web_view_reload_bypass_cache(view); }

char *deskjs_view_url(void *view) {
	const char *url = webkit_web_view_get_uri(view);
	return url ? strdup(url) : NULL;
}

void deskjs_view_secure(void *view) {
	// What webview_go put there for its own calls can be reached from every frame: take it out.
	WebKitUserContentManager *content = webkit_web_view_get_user_content_manager(view);
	webkit_user_content_manager_unregister_script_message_handler(content, "external");
	webkit_user_content_manager_remove_all_scripts(content);
	WebKitSettings *settings = webkit_web_view_get_settings(view);
	webkit_settings_set_javascript_can_access_clipboard(settings, FALSE); // a click may still copy
}

void deskjs_view_quiet(void *view) {
	webkit_settings_set_enable_write_console_messages_to_stdout(webkit_web_view_get_settings(view), FALSE);
}

void deskjs_view_inspect(void *view) { webkit_web_inspector_show(webkit_web_view_get_inspector(view)); }

//go:build linux && cgo

// The menu bar of a window: a row of its own above the page.

#include "gtk_linux.h"

static void on_deactivate(GtkMenuShell *bar, gpointer id) {
	(void)bar;
	deskjsGoMenuLeft((uint32_t)(uintptr_t)id);
}

void *deskjs_bar_new(void *window, uint32_t id) {
	GtkWidget *bar = gtk_menu_bar_new();
	GtkWidget *box = gtk_bin_get_child(GTK_BIN(window)); // the window package has put the page into one
	gtk_widget_set_no_show_all(bar, TRUE);               // whether it is seen is decided here
	gtk_box_pack_start(GTK_BOX(box), bar, FALSE, FALSE, 0);
	gtk_box_reorder_child(GTK_BOX(box), bar, 0);
	g_signal_connect_after(bar, "deactivate", G_CALLBACK(on_deactivate), (gpointer)(uintptr_t)id);
	return bar;
}

void deskjs_bar_destroy(void *bar) { gtk_widget_destroy(bar); }

// A window without a frame has no bar either, as in Electron.
void deskjs_bar_set_visible(void *bar, int visible) {
	GtkWidget *window = gtk_widget_get_toplevel(bar);
	gtk_widget_set_visible(bar, visible && (!GTK_IS_WINDOW(window) || gtk_window_get_decorated(GTK_WINDOW(window))));
}

int deskjs_bar_visible(void *bar) { return gtk_widget_get_visible(bar); }

void deskjs_bar_open(void *bar) {
	GList *items = gtk_container_get_children(GTK_CONTAINER(bar));
	for (GList *item = items; item; item = item->next) {
		if (gtk_widget_get_visible(item->data) && gtk_widget_get_sensitive(item->data)) {
			gtk_widget_mnemonic_activate(item->data, FALSE);
			break;
		}
	}
	g_list_free(items);
}

//go:build linux && cgo

// Menus by themselves.

#include "gtk_linux.h"

static void on_done(GtkMenuShell *menu, gpointer tree) {
	(void)menu;
	deskjsGoMenuDone((uint32_t)(uintptr_t)tree);
}

void *deskjs_popup_new(void *window, uint32_t tree) {
	GtkWidget *menu = gtk_menu_new();
	gtk_menu_attach_to_widget(GTK_MENU(menu), deskjs_menu_view(window), NULL);
	g_signal_connect(menu, "selection-done", G_CALLBACK(on_done), (gpointer)(uintptr_t)tree);
	return menu;
}

int deskjs_popup_show(void *menu, void *window, int placed, int x, int y) {
	GtkWidget *view = deskjs_menu_view(window);
	GdkWindow *surface = gtk_widget_get_window(view);
	if (!surface) {
		return FALSE; // a window that nobody has seen yet
	}
	GdkSeat *seat = gdk_display_get_default_seat(gtk_widget_get_display(view));
	GdkDevice *pointer = gdk_seat_get_pointer(seat);
	if (!placed) {
		gdk_window_get_device_position(surface, pointer, &x, &y, NULL);
	}
	// GTK wants an event to date the grab by. A button that is released chooses nothing in the menu.
	GdkEvent *event = gdk_event_new(GDK_BUTTON_RELEASE);
	event->button.window = g_object_ref(surface);
	event->button.time = gtk_get_current_event_time();
	gdk_event_set_device(event, pointer);
	GdkRectangle place = {x, y, 1, 1};
	gboolean mirrored = gtk_widget_get_direction(view) == GTK_TEXT_DIR_RTL;
	gtk_menu_popup_at_rect(GTK_MENU(menu), surface, &place, mirrored ? GDK_GRAVITY_SOUTH_WEST : GDK_GRAVITY_SOUTH_EAST,
		mirrored ? GDK_GRAVITY_NORTH_EAST : GDK_GRAVITY_NORTH_WEST, event);
	gdk_event_free(event);
	// GTK says nothing when somebody else has the pointer.
	return gtk_widget_get_visible(menu);
}

void deskjs_popup_cancel(void *menu) { gtk_menu_shell_cancel(GTK_MENU_SHELL(menu)); }

void deskjs_popup_destroy(void *menu) { gtk_widget_destroy(menu); }

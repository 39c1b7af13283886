//go:build linux && cgo

// The items of menus.

#include <string.h>

#include "gtk_linux.h"

static int changing; // items are being changed by the program: GTK tells of it as of a click

static gpointer number(uint32_t tree, uint32_t id) { return (gpointer)((uintptr_t)tree << 32 | id); }

static void on_activate(GtkMenuItem *item, gpointer of) {
	if (changing || gtk_menu_item_get_submenu(item)) {
		return;
	}
	GdkModifierType state = 0;
	gtk_get_current_event_state(&state);
	deskjsGoMenuActivated((uint32_t)((uintptr_t)of >> 32), (uint32_t)(uintptr_t)of, deskjs_modifiers(state));
}

GdkPixbuf *deskjs_menu_picture(const void *data, size_t length, int height) {
	if (!length) {
		return NULL;
	}
	GdkPixbufLoader *loader = gdk_pixbuf_loader_new();
	gboolean whole = gdk_pixbuf_loader_write(loader, data, length, NULL);
	whole = gdk_pixbuf_loader_close(loader, NULL) && whole;
	GdkPixbuf *picture = whole ? gdk_pixbuf_loader_get_pixbuf(loader) : NULL;
	if (picture) {
		int w = gdk_pixbuf_get_width(picture), h = gdk_pixbuf_get_height(picture);
		picture = h > height ? gdk_pixbuf_scale_simple(picture, MAX(w * height / h, 1), height, GDK_INTERP_BILINEAR)
							 : g_object_ref(picture);
	}
	g_object_unref(loader);
	return picture;
}

G_GNUC_BEGIN_IGNORE_DEPRECATIONS // GtkImageMenuItem: nothing else has an icon in the column where menus have them

static GtkWidget *item_of(int type, const char *label) {
	switch (type) {
	case DESKJS_SEPARATOR:
		return gtk_separator_menu_item_new();
	case DESKJS_CHECK:
		return gtk_check_menu_item_new_with_mnemonic(label);
	case DESKJS_RADIO: {
		// Which one of a group is checked is the model's to say.
		GtkWidget *item = gtk_check_menu_item_new_with_mnemonic(label);
		gtk_check_menu_item_set_draw_as_radio(GTK_CHECK_MENU_ITEM(item), TRUE);
		return item;
	}
	default:
		return gtk_image_menu_item_new_with_mnemonic(label);
	}
}

void deskjs_menu_set_icon(void *item, const void *png, size_t length) {
	if (!GTK_IS_IMAGE_MENU_ITEM(item)) {
		return;
	}
	int width, height;
	gtk_icon_size_lookup(GTK_ICON_SIZE_MENU, &width, &height);
	GdkPixbuf *picture = deskjs_menu_picture(png, length, height);
	gtk_image_menu_item_set_image(item, picture ? gtk_image_new_from_pixbuf(picture) : NULL);
	gtk_image_menu_item_set_always_show_image(item, picture != NULL);
	if (picture) {
		g_object_unref(picture);
	}
}

G_GNUC_END_IGNORE_DEPRECATIONS

void *deskjs_menu_append(void *shell, uint32_t tree, uint32_t id, int type, const char *label) {
	GtkWidget *item = item_of(type, label);
	gtk_menu_shell_append(GTK_MENU_SHELL(shell), item);
	if (type != DESKJS_SEPARATOR) {
		g_signal_connect(item, "activate", G_CALLBACK(on_activate), number(tree, id));
	}
	return item;
}

static void on_show(GtkWidget *menu, gpointer of) {
	(void)menu;
	deskjsGoMenuShown((uint32_t)((uintptr_t)of >> 32), (uint32_t)(uintptr_t)of, 1);
}

static void on_hide(GtkWidget *menu, gpointer of) {
	(void)menu;
	deskjsGoMenuShown((uint32_t)((uintptr_t)of >> 32), (uint32_t)(uintptr_t)of, 0);
}

void *deskjs_menu_submenu(void *item, uint32_t tree, uint32_t id) {
	GtkWidget *menu = gtk_menu_new();
	gtk_menu_set_reserve_toggle_size(GTK_MENU(menu), TRUE);
	gtk_menu_item_set_submenu(GTK_MENU_ITEM(item), menu);
	g_signal_connect(menu, "show", G_CALLBACK(on_show), number(tree, id));
	g_signal_connect(menu, "hide", G_CALLBACK(on_hide), number(tree, id));
	return menu;
}

void deskjs_menu_set_label(void *item, const char *label) {
	if (!GTK_IS_SEPARATOR_MENU_ITEM(item)) {
		gtk_menu_item_set_label(GTK_MENU_ITEM(item), label);
	}
}

void deskjs_menu_set_accelerator(void *item, unsigned key, int modifiers) {
	GtkWidget *label = gtk_bin_get_child(GTK_BIN(item));
	if (GTK_IS_ACCEL_LABEL(label)) {
		gtk_accel_label_set_accel(GTK_ACCEL_LABEL(label), key,
			(modifiers & 1 ? GDK_SHIFT_MASK : 0) | (modifiers & 2 ? GDK_CONTROL_MASK : 0) | (modifiers & 4 ? GDK_MOD1_MASK : 0) |
				(modifiers & 8 ? GDK_SUPER_MASK : 0) | (modifiers & 16 ? GDK_MOD5_MASK : 0));
	}
}

void deskjs_menu_set_texts(void *item, const char *tool_tip, const char *accessible) {
	gtk_widget_set_tooltip_text(GTK_WIDGET(item), *tool_tip ? tool_tip : NULL);
	if (*accessible) {
		atk_object_set_name(gtk_widget_get_accessible(GTK_WIDGET(item)), accessible);
	}
}

void deskjs_menu_set_state(void *item, int enabled, int visible) {
	gtk_widget_set_sensitive(GTK_WIDGET(item), enabled);
	gtk_widget_set_visible(GTK_WIDGET(item), visible);
}

void deskjs_menu_set_checked(void *item, int checked) {
	if (GTK_IS_CHECK_MENU_ITEM(item)) {
		changing++;
		gtk_check_menu_item_set_active(GTK_CHECK_MENU_ITEM(item), checked);
		changing--;
	}
}

void deskjs_menu_set_right_to_left(void) { gtk_widget_set_default_direction(GTK_TEXT_DIR_RTL); }

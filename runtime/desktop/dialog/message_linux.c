//go:build linux && cgo

// Message boxes.

#include <gtk/gtk.h>

#include "_cgo_export.h"
#include "dialog_linux.h"

#define GTK "gtk30" // whose translations are the desktop's language

static void on_answer(GtkDialog *dialog, gint response, gpointer id) {
	(void)dialog;
	deskjsGoDialogAnswer((uintptr_t)id, response < 0 ? -1 : response);
}

static GtkWidget *picture(const void *data, size_t length) {
	GdkPixbufLoader *loader = gdk_pixbuf_loader_new();
	GtkWidget *image = NULL;
	gboolean read = gdk_pixbuf_loader_write(loader, data, length, NULL);
	if (gdk_pixbuf_loader_close(loader, NULL) && read) {
		image = gtk_image_new_from_pixbuf(gdk_pixbuf_loader_get_pixbuf(loader));
	}
	g_object_unref(loader);
	return image;
}

static void place(GtkWindow *window, void *parent) {
	gtk_window_set_modal(window, TRUE);
	if (parent && gtk_widget_get_visible(parent)) {
		gtk_window_set_transient_for(window, parent);
	} else {
		gtk_window_set_position(window, GTK_WIN_POS_CENTER);
	}
}

deskjs_message deskjs_message_new(const deskjs_message_options *options, uintptr_t id) {
	deskjs_message made = {0};
	GtkWidget *dialog = gtk_message_dialog_new(NULL, 0, GTK_MESSAGE_OTHER, GTK_BUTTONS_NONE, "%s", options->message);
	made.dialog = dialog;
	place((GtkWindow *)dialog, options->parent);
	gtk_window_set_title((GtkWindow *)dialog, options->title);
	if (*options->detail) {
		gtk_message_dialog_format_secondary_text((GtkMessageDialog *)dialog, "%s", options->detail);
	}
	GtkWidget *image = NULL;
	if (options->icon_length) {
		image = picture(options->icon, options->icon_length);
	} else if (*options->type) {
		image = gtk_image_new_from_icon_name(options->type, GTK_ICON_SIZE_DIALOG);
	}
	if (image) {
		G_GNUC_BEGIN_IGNORE_DEPRECATIONS // GTK 3 has nothing else, and the icon is what tells the kinds apart
		gtk_message_dialog_set_image((GtkMessageDialog *)dialog, image);
		G_GNUC_END_IGNORE_DEPRECATIONS
		gtk_widget_show(image);
	}
	if (options->checkbox) {
		GtkWidget *checkbox = gtk_check_button_new_with_label(options->checkbox);
		gtk_toggle_button_set_active((GtkToggleButton *)checkbox, options->checked);
		gtk_box_pack_end(
			(GtkBox *)gtk_message_dialog_get_message_area((GtkMessageDialog *)dialog), checkbox, FALSE, FALSE, 0);
		gtk_widget_show(checkbox);
		made.checkbox = checkbox;
	}
	g_signal_connect_data(dialog, "response", G_CALLBACK(on_answer), (gpointer)id, NULL, 0);
	return made;
}

void *deskjs_message_button(void *dialog, const char *label, int response) {
	return gtk_dialog_add_button(dialog, label ? label : g_dgettext(GTK, "_OK"), response);
}

void deskjs_message_default(void *dialog, void *button, int response) {
	gtk_dialog_set_default_response(dialog, response);
	gtk_widget_grab_focus(button);
}

void deskjs_message_show(void *dialog) { gtk_window_present(dialog); }

void deskjs_message_close(void *dialog) { gtk_widget_destroy(dialog); }

int deskjs_message_checked(void *checkbox) { return checkbox && gtk_toggle_button_get_active(checkbox); }

void *deskjs_confirm_replace(const char *name, void *chooser, uintptr_t id) {
	GtkWidget *dialog = gtk_message_dialog_new(NULL, 0, GTK_MESSAGE_QUESTION, GTK_BUTTONS_NONE,
		g_dgettext(GTK, "A file named “%s” already exists.  Do you want to replace it?"), name);
	place((GtkWindow *)dialog, gtk_native_dialog_get_transient_for(chooser));
	gtk_window_set_title((GtkWindow *)dialog, name);
	gtk_dialog_add_button((GtkDialog *)dialog, g_dgettext(GTK, "_Cancel"), 0);
	gtk_dialog_add_button((GtkDialog *)dialog, g_dgettext(GTK, "_Replace"), 1);
	g_signal_connect_data(dialog, "response", G_CALLBACK(on_answer), (gpointer)id, NULL, 0);
	gtk_window_present((GtkWindow *)dialog);
	return dialog;
}

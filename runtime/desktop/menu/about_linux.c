//go:build linux && cgo

// What the role "about" shows.

#include "gtk_linux.h"

static void on_response(GtkDialog *dialog, int response, gpointer unused) {
	(void)response;
	(void)unused;
	gtk_widget_destroy(GTK_WIDGET(dialog));
}

// texts are the name, the version, the copyright, the website and the credits; "" is none. icon is a picture's bytes.
void deskjs_about_show(void *window, const char *const *texts, const void *icon, size_t length) {
	static GtkWidget *shown; // one is enough
	if (shown) {
		gtk_window_present(GTK_WINDOW(shown));
		return;
	}
	shown = gtk_about_dialog_new();
	GtkAboutDialog *dialog = GTK_ABOUT_DIALOG(shown);
	g_signal_connect(shown, "destroy", G_CALLBACK(gtk_widget_destroyed), &shown);
	g_signal_connect(shown, "response", G_CALLBACK(on_response), NULL);
	gtk_about_dialog_set_program_name(dialog, texts[0]);
	gtk_about_dialog_set_version(dialog, *texts[1] ? texts[1] : NULL);
	gtk_about_dialog_set_copyright(dialog, *texts[2] ? texts[2] : NULL);
	gtk_about_dialog_set_website(dialog, *texts[3] ? texts[3] : NULL);
	if (*texts[4]) {
		char **authors = g_strsplit(texts[4], "\n", -1);
		gtk_about_dialog_set_authors(dialog, (const char **)authors);
		g_strfreev(authors);
	}
	gtk_about_dialog_set_logo_icon_name(dialog, NULL);
	GdkPixbuf *picture = deskjs_menu_picture(icon, length, 64);
	if (picture) {
		gtk_about_dialog_set_logo(dialog, picture);
		g_object_unref(picture);
	}
	if (window) {
		gtk_window_set_transient_for(GTK_WINDOW(shown), GTK_WINDOW(window));
		gtk_window_set_position(GTK_WINDOW(shown), GTK_WIN_POS_CENTER_ON_PARENT);
	}
	gtk_window_present(GTK_WINDOW(shown));
}

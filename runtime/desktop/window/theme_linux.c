//go:build linux && cgo

// What shows before a page has painted: dark where pages are to be dark, rather than a flash of white. Whether they are is GTK's setting,
// which package theme makes follow the desktop and the app; WebKit's prefers-color-scheme follows it too.

#include "webkit_linux.h"

static gboolean prefers_dark(void) {
	GtkSettings *settings = gtk_settings_get_default();
	gboolean dark = FALSE;
	char *theme = NULL;
	g_object_get(settings, "gtk-application-prefer-dark-theme", &dark, "gtk-theme-name", &theme, NULL);
	dark = dark || (theme && (g_str_has_suffix(theme, "-dark") || g_str_has_suffix(theme, "-Dark")));
	g_free(theme);
	return dark;
}

static void paint(GObject *settings, GParamSpec *property, gpointer view) {
	(void)settings;
	(void)property;
	GdkRGBA dark = {0.12, 0.12, 0.12, 1}, light = {1, 1, 1, 1};
	webkit_web_view_set_background_color(view, prefers_dark() ? &dark : &light);
}

void deskjs_view_follow_theme(void *view) {
	GtkSettings *settings = gtk_settings_get_default();
	paint(G_OBJECT(settings), NULL, view);
	g_signal_connect_object(settings, "notify::gtk-application-prefer-dark-theme", G_CALLBACK(paint), view, 0);
}

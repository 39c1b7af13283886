//go:build linux && cgo

// Follows the desktop's choice of light or dark. GTK 3 does not know of it, and WebKit's prefers-color-scheme follows GTK:
// so it is asked for over D-Bus (org.freedesktop.portal.Settings, color-scheme: 1 is dark, 2 is light, 0 no preference) and
// handed to GTK. Without that service GTK's own theme decides.

#include <gio/gio.h>
#include <stdlib.h>

#include "webkit_linux.h"

#define SERVICE "org.freedesktop.portal.Desktop"
#define OBJECT "/org/freedesktop/portal/desktop"
#define INTERFACE "org.freedesktop.portal.Settings"
#define NAMESPACE "org.freedesktop.appearance"
#define KEY "color-scheme"

static gboolean dark_by_theme; // what GTK had before the desktop was asked

static gboolean prefers_dark(void) {
	GtkSettings *settings = gtk_settings_get_default();
	gboolean dark = FALSE;
	char *theme = NULL;
	g_object_get(settings, "gtk-application-prefer-dark-theme", &dark, "gtk-theme-name", &theme, NULL);
	dark = dark || (theme && (g_str_has_suffix(theme, "-dark") || g_str_has_suffix(theme, "-Dark")));
	g_free(theme);
	return dark;
}

// Takes a number that may be wrapped in any number of variants, as the service's old and new methods give it.
static void apply(GVariant *value) {
	GVariant *inner = g_variant_ref(value);
	while (g_variant_is_of_type(inner, G_VARIANT_TYPE_VARIANT)) {
		GVariant *next = g_variant_get_variant(inner);
		g_variant_unref(inner);
		inner = next;
	}
	if (g_variant_is_of_type(inner, G_VARIANT_TYPE_UINT32)) {
		guint32 scheme = g_variant_get_uint32(inner);
		gboolean dark = scheme == 0 ? dark_by_theme : scheme == 1;
		g_object_set(gtk_settings_get_default(), "gtk-application-prefer-dark-theme", dark, NULL);
	}
	g_variant_unref(inner);
}

static void on_read(GObject *bus, GAsyncResult *result, gpointer unused) {
	(void)unused;
	GVariant *answer = g_dbus_connection_call_finish(G_DBUS_CONNECTION(bus), result, NULL);
	if (answer) {
		GVariant *value = g_variant_get_child_value(answer, 0);
		apply(value);
		g_variant_unref(value);
		g_variant_unref(answer);
	}
}

static void on_changed(GDBusConnection *bus, const char *sender, const char *path, const char *interface,
	const char *signal, GVariant *arguments, gpointer unused) {
	(void)bus, (void)sender, (void)path, (void)interface, (void)signal, (void)unused;
	if (!g_variant_is_of_type(arguments, G_VARIANT_TYPE("(ssv)"))) {
		return;
	}
	const char *key;
	GVariant *value;
	g_variant_get(arguments, "(&s&sv)", NULL, &key, &value);
	if (g_str_equal(key, KEY)) {
		apply(value);
	}
	g_variant_unref(value);
}

static void on_bus(GObject *unused, GAsyncResult *result, gpointer unused_too) {
	(void)unused;
	(void)unused_too;
	GDBusConnection *bus = g_bus_get_finish(result, NULL);
	if (!bus) {
		return;
	}
	g_dbus_connection_signal_subscribe(bus, SERVICE, INTERFACE, "SettingChanged", OBJECT, NAMESPACE,
		G_DBUS_SIGNAL_FLAGS_NONE, on_changed, NULL, NULL);
	g_dbus_connection_call(bus, SERVICE, OBJECT, INTERFACE, "Read", g_variant_new("(ss)", NAMESPACE, KEY),
		G_VARIANT_TYPE("(v)"), G_DBUS_CALL_FLAGS_NONE, -1, NULL, on_read, NULL);
	// The connection is kept for good: it brings the changes.
}

void deskjs_follow_theme(void) {
	dark_by_theme = prefers_dark();
	// Only a bus that is there: GLib would start one otherwise.
	char *socket = g_build_filename(g_get_user_runtime_dir(), "bus", NULL);
	if (getenv("DBUS_SESSION_BUS_ADDRESS") || g_file_test(socket, G_FILE_TEST_EXISTS)) {
		g_bus_get(G_BUS_TYPE_SESSION, NULL, on_bus, NULL);
	}
	g_free(socket);
}

// Until the page paints, show what its background most likely is rather than a flash of white.
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

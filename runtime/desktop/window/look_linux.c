//go:build linux && cgo

// Whether a page is on the screen. What WebKit hands to GTK is drawn once more, into memory: when the graphics driver and WebKit don't get along,
// that is empty. Then a snapshot, which the page's process draws in another way, tells whether there is anything to be seen.

#include <stdlib.h>

#include "look_linux.h"
#include "webkit_linux.h"

// As look.go has them.
enum { SHOWN, EVEN, BLANK, GONE };

extern void deskjsGoLooked(uintptr_t id, int picture);

#define STEP 7 // pixels between those that are looked at, in both directions; not a divisor of what pages are made of

// Takes a surface of 32 bits a pixel.
static gboolean is_even(cairo_surface_t *surface) {
	cairo_surface_flush(surface);
	const unsigned char *data = cairo_image_surface_get_data(surface);
	int width = cairo_image_surface_get_width(surface), height = cairo_image_surface_get_height(surface);
	int stride = cairo_image_surface_get_stride(surface);
	if (!data) {
		return FALSE; // nothing can be said
	}
	guint32 first = *(const guint32 *)data;
	for (int y = 0; y < height; y += STEP) {
		const guint32 *line = (const guint32 *)(data + (size_t)y * stride);
		for (int x = 0; x < width; x += STEP) {
			if (line[x] != first) {
				return FALSE;
			}
		}
	}
	return TRUE;
}

static gboolean shows_one_color(GtkWidget *view) {
	int width = gtk_widget_get_allocated_width(view), height = gtk_widget_get_allocated_height(view);
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
	cairo_t *cairo = cairo_create(surface);
	gtk_widget_draw(view, cairo);
	cairo_destroy(cairo);
	gboolean even = is_even(surface);
	cairo_surface_destroy(surface);
	return even;
}

static void on_compared(GObject *view, GAsyncResult *result, gpointer id) {
	cairo_surface_t *surface = webkit_web_view_get_snapshot_finish(WEBKIT_WEB_VIEW(view), result, NULL);
	if (!surface) {
		deskjsGoLooked((uintptr_t)id, GONE);
		return;
	}
	gboolean even = cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_IMAGE && is_even(surface);
	cairo_surface_destroy(surface);
	// Meanwhile it may have been painted.
	deskjsGoLooked((uintptr_t)id, even ? EVEN : shows_one_color(GTK_WIDGET(view)) ? BLANK : SHOWN);
}

static void look(GtkWidget *view, gpointer id) {
	if (!shows_one_color(view)) {
		deskjsGoLooked((uintptr_t)id, SHOWN);
		return;
	}
	webkit_web_view_get_snapshot(
		WEBKIT_WEB_VIEW(view), WEBKIT_SNAPSHOT_REGION_VISIBLE, WEBKIT_SNAPSHOT_OPTIONS_NONE, NULL, on_compared, id);
}

// What is hidden is not painted.
static gboolean is_visible(GtkWidget *view) {
	GtkWidget *window = gtk_widget_get_toplevel(view);
	GdkWindow *native = gtk_widget_get_window(window);
	return gtk_widget_get_mapped(view) && native && !(gdk_window_get_state(native) & GDK_WINDOW_STATE_ICONIFIED) &&
		gtk_widget_get_allocated_width(view) > 1 && gtk_widget_get_allocated_height(view) > 1;
}

static gboolean on_drawn(GtkWidget *view, cairo_t *cairo, gpointer id) {
	(void)cairo;
	if (is_visible(view)) {
		g_signal_handlers_disconnect_matched(view, G_SIGNAL_MATCH_FUNC | G_SIGNAL_MATCH_DATA, 0, 0, NULL, on_drawn, id);
		look(view, id);
	}
	return FALSE;
}

void deskjs_view_look(void *view, uintptr_t id) {
	if (is_visible(view)) {
		look(view, (gpointer)id);
	} else {
		g_signal_connect_after(view, "draw", G_CALLBACK(on_drawn), (gpointer)id);
	}
}

void deskjs_view_accelerate(void *view, int accelerated) {
	webkit_settings_set_hardware_acceleration_policy(webkit_web_view_get_settings(view),
		accelerated ? WEBKIT_HARDWARE_ACCELERATION_POLICY_ALWAYS : WEBKIT_HARDWARE_ACCELERATION_POLICY_NEVER);
}

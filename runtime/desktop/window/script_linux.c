//go:build linux && cgo

// Scripts that answer, and pictures of the page.

#include "contents_linux.h"
#include "webkit_linux.h"

static void answer(uintptr_t id, JSCValue *value, GError *error) {
	if (!value) {
		gboolean script = g_error_matches(error, WEBKIT_JAVASCRIPT_ERROR, WEBKIT_JAVASCRIPT_ERROR_SCRIPT_FAILED);
		deskjsGoAnswer(id, NULL, 0, error->message, script);
		g_error_free(error);
		return;
	}
	if (jsc_value_is_string(value)) {
		GBytes *bytes = jsc_value_to_string_as_bytes(value);
		gsize length;
		const char *text = g_bytes_get_data(bytes, &length);
		deskjsGoAnswer(id, (void *)text, length, NULL, 0);
		g_bytes_unref(bytes);
	} else {
		deskjsGoAnswer(id, NULL, 0, NULL, 0);
	}
	g_object_unref(value);
}

static void on_called(GObject *view, GAsyncResult *result, gpointer id) {
	GError *error = NULL;
	JSCValue *value = webkit_web_view_call_async_javascript_function_finish(WEBKIT_WEB_VIEW(view), result, &error);
	answer((uintptr_t)id, value, error);
}

void deskjs_call(void *view, const char *body, ptrdiff_t length, int isolated, uintptr_t id) {
	webkit_web_view_call_async_javascript_function(
		view, body, length, NULL, isolated ? DESKJS_WORLD : NULL, NULL, NULL, on_called, (gpointer)id);
}

static void on_evaluated(GObject *view, GAsyncResult *result, gpointer id) {
	GError *error = NULL;
	JSCValue *value = webkit_web_view_evaluate_javascript_finish(WEBKIT_WEB_VIEW(view), result, &error);
	answer((uintptr_t)id, value, error);
}

void deskjs_evaluate(void *view, const char *script, ptrdiff_t length, uintptr_t id) {
	webkit_web_view_evaluate_javascript(view, script, length, NULL, NULL, NULL, on_evaluated, (gpointer)id);
}

struct capture {
	int x, y, width, height;
	uintptr_t id;
};

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned length) {
	g_byte_array_append(bytes, data, length);
	return CAIRO_STATUS_SUCCESS;
}

static void on_captured(GObject *view, GAsyncResult *result, gpointer data) {
	struct capture *wanted = data;
	GError *error = NULL;
	cairo_surface_t *surface = webkit_web_view_get_snapshot_finish(WEBKIT_WEB_VIEW(view), result, &error);
	if (!surface) {
		deskjsGoAnswer(wanted->id, NULL, 0, error->message, 0);
		g_error_free(error);
		g_free(wanted);
		return;
	}
	if (wanted->width > 0 && wanted->height > 0) {
		int scale = gtk_widget_get_scale_factor(GTK_WIDGET(view));
		cairo_surface_t *part = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, wanted->width * scale, wanted->height * scale);
		cairo_t *paint = cairo_create(part);
		double x_scale = 1, y_scale = 1;
		cairo_surface_get_device_scale(surface, &x_scale, &y_scale);
		cairo_surface_set_device_scale(surface, 1, 1);
		cairo_set_source_surface(paint, surface, -wanted->x * scale, -wanted->y * scale);
		cairo_paint(paint);
		cairo_destroy(paint);
		cairo_surface_destroy(surface);
		surface = part;
	}
	GByteArray *png = g_byte_array_new();
	cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, png);
	cairo_surface_destroy(surface);
	deskjsGoAnswer(wanted->id, png->data, png->len, status ? (char *)cairo_status_to_string(status) : NULL, 0);
	g_byte_array_unref(png);
	g_free(wanted);
}

void deskjs_capture(void *view, int x, int y, int width, int height, uintptr_t id) {
	struct capture *wanted = g_new(struct capture, 1);
	*wanted = (struct capture){x, y, width, height, id};
	webkit_web_view_get_snapshot(
		view, WEBKIT_SNAPSHOT_REGION_VISIBLE, WEBKIT_SNAPSHOT_OPTIONS_NONE, NULL, on_captured, wanted);
}

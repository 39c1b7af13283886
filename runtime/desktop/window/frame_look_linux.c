//go:build linux && cgo

// What a window looks like, to people, to the window manager and to assistive programs.

#include <X11/extensions/shape.h>
#include <gdk/gdkx.h>

#include "frame_linux_private.h"

// GDK keeps the shape of a window of its own in mind and does not tell X of it.
static void shape_on_x11(deskjs_frame *frame, GdkWindow *native) {
	Display *display = GDK_WINDOW_XDISPLAY(native);
	Window id = gdk_x11_window_get_xid(native);
	if (!frame->shape) {
		XShapeCombineMask(display, id, ShapeBounding, 0, 0, None, ShapeSet);
		return;
	}
	int count = cairo_region_num_rectangles(frame->shape), scale = gdk_window_get_scale_factor(native);
	XRectangle *rectangles = g_new0(XRectangle, count);
	for (int i = 0; i < count; i++) {
		cairo_rectangle_int_t part;
		cairo_region_get_rectangle(frame->shape, i, &part);
		rectangles[i] = (XRectangle){part.x * scale, part.y * scale, part.width * scale, part.height * scale};
	}
	XShapeCombineRectangles(display, id, ShapeBounding, 0, 0, rectangles, count, ShapeSet, Unsorted);
	g_free(rectangles);
}

void deskjs_frame_apply_shape(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	if (!native) {
		return;
	}
	if (GDK_IS_X11_DISPLAY(gdk_window_get_display(native))) {
		shape_on_x11(frame, native);
	} else {
		gdk_window_shape_combine_region(native, frame->shape, 0, 0);
	}
	cairo_region_t *nothing = frame->ignores_mouse ? cairo_region_create() : NULL;
	gdk_window_input_shape_combine_region(native, nothing ? nothing : frame->shape, 0, 0);
	if (nothing) {
		cairo_region_destroy(nothing);
	}
}

void deskjs_frame_set_opacity(void *window, double opacity) { gtk_widget_set_opacity(GTK_WIDGET(window), opacity); }

void deskjs_frame_set_background(void *window, int red, int green, int blue, int alpha) {
	GdkRGBA color = {red / 255.0, green / 255.0, blue / 255.0, alpha / 255.0};
	deskjs_frame *frame = deskjs_frame_of(window);
	frame->background = color;
	webkit_web_view_set_background_color(WEBKIT_WEB_VIEW(frame->view), &color);
	gtk_widget_queue_draw(frame->page);
}

int deskjs_frame_set_icon(void *window, const void *data, size_t length, char *reason, size_t size) {
	GdkPixbufLoader *loader = gdk_pixbuf_loader_new();
	GError *error = NULL;
	gboolean read = gdk_pixbuf_loader_write(loader, data, length, &error);
	// It has to be closed, also after a mistake.
	read = gdk_pixbuf_loader_close(loader, error ? NULL : &error) && read;
	GdkPixbuf *image = read ? gdk_pixbuf_loader_get_pixbuf(loader) : NULL;
	if (image) {
		gtk_window_set_icon(GTK_WINDOW(window), image);
	} else {
		g_strlcpy(reason, error ? error->message : "it has no picture", size);
	}
	if (error) {
		g_error_free(error);
	}
	g_object_unref(loader);
	return image != NULL;
}

void deskjs_frame_set_shape(void *window, const deskjs_rect *rects, int count) {
	deskjs_frame *frame = deskjs_frame_of(window);
	if (frame->shape) {
		cairo_region_destroy(frame->shape);
		frame->shape = NULL;
	}
	if (count > 0) {
		frame->shape = cairo_region_create();
		for (int i = 0; i < count; i++) {
			cairo_rectangle_int_t rect = {rects[i].x, rects[i].y, rects[i].width, rects[i].height};
			cairo_region_union_rectangle(frame->shape, &rect);
		}
	}
	deskjs_frame_apply_shape(frame);
}

void deskjs_frame_set_accessible_title(void *window, const char *title) {
	atk_object_set_name(gtk_widget_get_accessible(GTK_WIDGET(window)), title);
}

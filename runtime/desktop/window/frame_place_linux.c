//go:build linux && cgo

// Where a window may be and how large: its limits, and what the program asks for.

#include <string.h>

#include "frame_linux_private.h"

// How long a window counts as being where it was asked to go, in microseconds: the window manager has the last word.
#define ASKED_FOR 250000

// What the window is larger by than its page: a menu bar.
void deskjs_frame_around(deskjs_frame *frame, int *width, int *height) {
	*width = *height = 0;
	if (frame->page && gtk_widget_get_mapped(GTK_WIDGET(frame->window))) {
		GtkAllocation page;
		gtk_widget_get_allocation(frame->page, &page);
		gtk_window_get_size(frame->window, width, height);
		*width = MAX(*width - page.width, 0);
		*height = MAX(*height - page.height, 0);
	}
}

// Tells the window manager how large the window may get.
void deskjs_frame_apply_limits(deskjs_frame *frame) {
	GdkGeometry geometry = frame->limits;
	GdkWindowHints hints = 0;
	if (frame->fixed) {
		deskjs_rect bounds = deskjs_frame_bounds(frame);
		geometry.min_width = geometry.max_width = bounds.width;
		geometry.min_height = geometry.max_height = bounds.height;
	} else if (frame->limits_content) {
		int width, height;
		deskjs_frame_around(frame, &width, &height);
		geometry.min_width += geometry.min_width > 0 ? width : 0;
		geometry.min_height += geometry.min_height > 0 ? height : 0;
		geometry.max_width += geometry.max_width > 0 ? width : 0;
		geometry.max_height += geometry.max_height > 0 ? height : 0;
	}
	if (geometry.min_width > 0 || geometry.min_height > 0) {
		hints |= GDK_HINT_MIN_SIZE;
	}
	if (geometry.max_width > 0 || geometry.max_height > 0) {
		hints |= GDK_HINT_MAX_SIZE;
		geometry.max_width = geometry.max_width > 0 ? geometry.max_width : G_MAXSHORT;
		geometry.max_height = geometry.max_height > 0 ? geometry.max_height : G_MAXSHORT;
	}
	if (frame->ratio > 0 && !frame->fixed) {
		hints |= GDK_HINT_ASPECT;
		if (frame->extra_width || frame->extra_height) {
			hints |= GDK_HINT_BASE_SIZE; // which window managers leave out of the ratio
			geometry.base_width = frame->extra_width;
			geometry.base_height = frame->extra_height;
		}
		geometry.min_aspect = geometry.max_aspect = frame->ratio;
	}
	gtk_window_set_geometry_hints(frame->window, NULL, &geometry, hints);
	if (gtk_widget_get_mapped(GTK_WIDGET(frame->window))) {
		// Now: the window manager looks at them when it is asked for something next.
		gtk_container_check_resize(GTK_CONTAINER(frame->window));
	}
}

void deskjs_frame_set_limits(void *window, int min_width, int min_height, int max_width, int max_height, int content) {
	deskjs_frame *frame = deskjs_frame_of(window);
	frame->limits.min_width = min_width;
	frame->limits.min_height = min_height;
	frame->limits.max_width = max_width;
	frame->limits.max_height = max_height;
	frame->limits_content = content;
	deskjs_frame_apply_limits(frame);
}

void deskjs_frame_set_aspect(void *window, double ratio, int extra_width, int extra_height) {
	deskjs_frame *frame = deskjs_frame_of(window);
	frame->ratio = ratio;
	frame->extra_width = extra_width;
	frame->extra_height = extra_height;
	deskjs_frame_apply_limits(frame);
}

static void resize(deskjs_frame *frame, int width, int height) {
	width = MAX(width, 1);
	height = MAX(height, 1);
	if (frame->fixed) {
		// The limits are those of the new size.
		GdkGeometry geometry = {.min_width = width, .min_height = height, .max_width = width, .max_height = height};
		gtk_window_set_geometry_hints(frame->window, NULL, &geometry, GDK_HINT_MIN_SIZE | GDK_HINT_MAX_SIZE);
	}
	gtk_window_resize(frame->window, width, height);
}

static int clamp(int value, int least, int most) {
	return most > 0 && value > most ? most : value < least ? least : value;
}

static deskjs_rect within_limits(deskjs_frame *frame, deskjs_rect bounds) {
	if (!frame->fixed) {
		int width = 0, height = 0;
		if (frame->limits_content) {
			deskjs_frame_around(frame, &width, &height);
		}
		bounds.width = clamp(bounds.width - width, frame->limits.min_width, frame->limits.max_width) + width;
		bounds.height = clamp(bounds.height - height, frame->limits.min_height, frame->limits.max_height) + height;
	}
	return bounds;
}

void deskjs_frame_set_bounds(void *window, const deskjs_rect *bounds) {
	deskjs_frame *frame = deskjs_frame_of(window);
	deskjs_rect now = deskjs_frame_bounds(frame);
	if (bounds->width != now.width || bounds->height != now.height) {
		resize(frame, bounds->width, bounds->height);
	}
	if (bounds->x != now.x || bounds->y != now.y) {
		gtk_window_set_position(frame->window, GTK_WIN_POS_NONE);
		gtk_window_move(frame->window, bounds->x, bounds->y);
	}
	if (gtk_widget_get_mapped(GTK_WIDGET(window)) && !deskjs_rect_same(bounds, &now)) {
		frame->asked = within_limits(frame, *bounds);
		frame->asked_until = g_get_monotonic_time() + ASKED_FOR;
	}
}

void deskjs_frame_set_content_size(void *window, int width, int height) {
	deskjs_frame *frame = deskjs_frame_of(window);
	int more_width, more_height;
	deskjs_frame_around(frame, &more_width, &more_height);
	resize(frame, width + more_width, height + more_height);
}

void deskjs_frame_center(deskjs_frame *frame) {
	GdkDisplay *display = gtk_widget_get_display(GTK_WIDGET(frame->window));
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	GdkMonitor *monitor = native ? gdk_display_get_monitor_at_window(display, native) : gdk_display_get_primary_monitor(display);
	if (!monitor) {
		return;
	}
	GdkRectangle area;
	gdk_monitor_get_workarea(monitor, &area);
	// With what the window manager draws around it, when that is known.
	GdkRectangle outer = {0};
	if (native && gtk_widget_get_mapped(GTK_WIDGET(frame->window))) {
		gdk_window_get_frame_extents(native, &outer);
	} else {
		gtk_window_get_size(frame->window, &outer.width, &outer.height);
	}
	gtk_window_move(frame->window, area.x + (area.width - outer.width) / 2, area.y + (area.height - outer.height) / 2);
}

int deskjs_work_areas(deskjs_rect *areas, int count) {
	GdkDisplay *display = gdk_display_get_default();
	int found = 0;
	for (int primary = 1; primary >= 0; primary--) {
		for (int i = 0; i < gdk_display_get_n_monitors(display) && found < count; i++) {
			GdkMonitor *monitor = gdk_display_get_monitor(display, i);
			if (gdk_monitor_is_primary(monitor) == primary) {
				GdkRectangle area;
				gdk_monitor_get_workarea(monitor, &area);
				areas[found++] = (deskjs_rect){area.x, area.y, area.width, area.height};
			}
		}
	}
	return found;
}

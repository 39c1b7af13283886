//go:build linux && cgo

// Input that no person makes: GTK's events, made here and given to the view as if the display had sent them.

#include "webkit_linux.h"

static GdkModifierType state_of(int modifiers, int held) {
	return (modifiers & 1 ? GDK_SHIFT_MASK : 0) | (modifiers & 2 ? GDK_CONTROL_MASK : 0) | (modifiers & 4 ? GDK_MOD1_MASK : 0) |
		(modifiers & 8 ? GDK_META_MASK : 0) | (held & 1 ? GDK_BUTTON1_MASK : 0) | (held & 2 ? GDK_BUTTON2_MASK : 0) |
		(held & 4 ? GDK_BUTTON3_MASK : 0);
}

static guint32 now(void) { return (guint32)(g_get_monotonic_time() / 1000); }

static GdkEvent *new_event(void *view, GdkEventType type, int keyboard) {
	GdkEvent *event = gdk_event_new(type);
	event->any.window = g_object_ref(gtk_widget_get_window(view));
	event->any.send_event = FALSE;
	GdkSeat *seat = gdk_display_get_default_seat(gtk_widget_get_display(view));
	gdk_event_set_device(event, keyboard ? gdk_seat_get_keyboard(seat) : gdk_seat_get_pointer(seat));
	return event;
}

static void deliver(void *view, GdkEvent *event) {
	gtk_widget_event(view, event);
	gdk_event_free(event);
}

// type: 0 a movement, 1 a button goes down, 2 it goes up.
void deskjs_view_pointer(void *view, int type, double x, double y, int button, int modifiers, int held) {
	if (!gtk_widget_get_window(view)) {
		return;
	}
	if (type == 0) {
		GdkEvent *event = new_event(view, GDK_MOTION_NOTIFY, 0);
		event->motion.x = event->motion.x_root = x;
		event->motion.y = event->motion.y_root = y;
		event->motion.time = now();
		event->motion.state = state_of(modifiers, held);
		deliver(view, event);
		return;
	}
	GdkEvent *event = new_event(view, type == 1 ? GDK_BUTTON_PRESS : GDK_BUTTON_RELEASE, 0);
	event->button.x = event->button.x_root = x;
	event->button.y = event->button.y_root = y;
	event->button.time = now();
	event->button.button = (guint)button;
	event->button.state = state_of(modifiers, held);
	deliver(view, event);
}

void deskjs_view_wheel(void *view, double x, double y, double dx, double dy, int modifiers) {
	if (!gtk_widget_get_window(view)) {
		return;
	}
	GdkEvent *event = new_event(view, GDK_SCROLL, 0);
	event->scroll.x = event->scroll.x_root = x;
	event->scroll.y = event->scroll.y_root = y;
	event->scroll.time = now();
	event->scroll.direction = GDK_SCROLL_SMOOTH;
	event->scroll.delta_x = dx;
	event->scroll.delta_y = dy;
	event->scroll.state = state_of(modifiers, 0);
	deliver(view, event);
}

void deskjs_view_key(void *view, int down, unsigned key, int modifiers) {
	if (!gtk_widget_get_window(view)) {
		return;
	}
	GdkEvent *event = new_event(view, down ? GDK_KEY_PRESS : GDK_KEY_RELEASE, 1);
	event->key.time = now();
	event->key.keyval = key;
	event->key.state = state_of(modifiers, 0);
	GdkKeymapKey *keys = NULL;
	gint count = 0;
	if (gdk_keymap_get_entries_for_keyval(gdk_keymap_get_for_display(gtk_widget_get_display(view)), key, &keys, &count) && count > 0) {
		event->key.hardware_keycode = (guint16)keys[0].keycode;
		event->key.group = (guint8)keys[0].group;
	}
	g_free(keys);
	deliver(view, event);
}

//go:build linux && cgo

// What the person does with the pointer to a window that has no frame: its edges resize it, and what the page calls a title bar moves it.

#include "frame_linux_private.h"

#define EDGE 6    // how far into the window an edge reaches, in logical pixels
#define CORNER 16 // how far along an edge a corner does

// The edges in the order of frame_linux.go, which is GDK's, and the pointer that shows each.
static const char *const cursors[] = {"nw-resize", "n-resize", "ne-resize", "w-resize", "e-resize", "sw-resize", "s-resize", "se-resize"};

// The edge at a place of the window, or -1.
static int edge_at(deskjs_frame *frame, double x, double y) {
	if (!frame->frameless || frame->fixed || (frame->state & (GDK_WINDOW_STATE_MAXIMIZED | GDK_WINDOW_STATE_FULLSCREEN))) {
		return -1;
	}
	int width, height;
	gtk_window_get_size(frame->window, &width, &height);
	gboolean left = x < EDGE, right = x >= width - EDGE, top = y < EDGE, bottom = y >= height - EDGE;
	if (left || right) {
		top = y < CORNER;
		bottom = y >= height - CORNER;
	} else if (top || bottom) {
		left = x < CORNER;
		right = x >= width - CORNER;
	} else {
		return -1;
	}
	int row = top ? 0 : bottom ? 2 : 1, column = left ? 0 : right ? 2 : 1;
	static const int edges[3][3] = {{0, 1, 2}, {3, -1, 4}, {5, 6, 7}};
	return edges[row][column];
}

static int edge_of(deskjs_frame *frame, GtkWidget *view, double x, double y) {
	int left, top;
	if (!gtk_widget_translate_coordinates(view, GTK_WIDGET(frame->window), (int)x, (int)y, &left, &top)) {
		return -1;
	}
	return edge_at(frame, left, top);
}

static void show_cursor(deskjs_frame *frame, const char *name) {
	if (frame->cursor == name) {
		return;
	}
	frame->cursor = name;
	GdkCursor *cursor = name ? gdk_cursor_new_from_name(gtk_widget_get_display(frame->view), name) : NULL;
	gdk_window_set_cursor(gtk_widget_get_window(frame->view), cursor);
	if (cursor) {
		g_object_unref(cursor);
	}
}

static gboolean on_motion(GtkWidget *view, GdkEventMotion *event, gpointer data) {
	deskjs_frame *frame = data;
	if (event->state & (GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK)) {
		return FALSE; // the page is being dragged over
	}
	int edge = edge_of(frame, view, event->x, event->y);
	show_cursor(frame, edge < 0 ? NULL : cursors[edge]);
	return edge >= 0; // the page would show its own pointer
}

static gboolean on_button(GtkWidget *view, GdkEventButton *event, gpointer data) {
	deskjs_frame *frame = data;
	if (event->type != GDK_BUTTON_PRESS) {
		return FALSE;
	}
	frame->button = event->button;
	frame->x_root = (int)event->x_root;
	frame->y_root = (int)event->y_root;
	frame->time = event->time;
	int edge = event->button == GDK_BUTTON_PRIMARY ? edge_of(frame, view, event->x, event->y) : -1;
	if (edge < 0) {
		return FALSE;
	}
	gtk_window_begin_resize_drag(frame->window, edge, frame->button, frame->x_root, frame->y_root, frame->time);
	return TRUE;
}

void deskjs_frame_watch_edges(deskjs_frame *frame) {
	g_signal_connect(frame->view, "button-press-event", G_CALLBACK(on_button), frame);
	if (frame->frameless) {
		g_signal_connect(frame->view, "motion-notify-event", G_CALLBACK(on_motion), frame);
	}
}

int deskjs_frame_begin_resize(void *window, int edge) {
	deskjs_frame *frame = deskjs_frame_of(window);
	gtk_window_begin_resize_drag(frame->window, edge, frame->button, frame->x_root, frame->y_root, frame->time);
	return 1;
}

int deskjs_frame_move(deskjs_frame *frame) {
	if (frame->draggable && frame->button && !(frame->functions && !(frame->functions & GDK_FUNC_MOVE))) {
		gtk_window_begin_move_drag(frame->window, (int)frame->button, frame->x_root, frame->y_root, frame->time);
	}
	return 1;
}

int deskjs_frame_menu(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	if (!native) {
		return 1;
	}
	GdkEvent *event = gdk_event_new(GDK_BUTTON_PRESS);
	event->button.window = g_object_ref(native);
	event->button.x_root = frame->x_root;
	event->button.y_root = frame->y_root;
	event->button.button = GDK_BUTTON_SECONDARY;
	event->button.time = frame->time;
	gdk_event_set_device(event, gdk_seat_get_pointer(gdk_display_get_default_seat(gtk_widget_get_display(GTK_WIDGET(frame->window)))));
	gboolean shown = gdk_window_show_window_menu(native, event);
	gdk_event_free(event);
	return shown;
}

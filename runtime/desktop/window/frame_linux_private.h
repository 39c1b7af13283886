// What the C files of the frame share.
#ifndef DESKJS_FRAME_PRIVATE_H
#define DESKJS_FRAME_PRIVATE_H

#include "frame_linux.h"
#include "webkit_linux.h"

#include <string.h>

static inline gboolean deskjs_rect_same(const deskjs_rect *a, const deskjs_rect *b) { return !memcmp(a, b, sizeof *a); }

// What is known of a window that GTK doesn't keep.
typedef struct {
	uintptr_t id;
	GtkWindow *window;
	GtkWidget *view;
	GtkWidget *page; // what view is in, while no other window shows it
	gboolean pageless; // view is not shown
	GdkRGBA background;
	GdkWindowState state;
	gboolean shown;		// its being shown has been told
	gboolean frameless; // its edges are ours to watch
	gboolean fixed;		// the person may not resize it
	gboolean draggable; // "splash" is not
	int functions;		// of GdkWMFunction
	deskjs_rect last;	// where it was when that was last told
	deskjs_rect normal; // where it was when it was neither maximised nor in full screen
	deskjs_rect asked;  // where it has been asked to go
	gint64 asked_until; // when that no longer counts, if the window manager has not answered
	gboolean activate;  // it gets the keyboard once it is seen
	guint settling;		// the timeout that takes last over into normal
	GdkGeometry limits;
	gboolean limits_content;
	double ratio;
	int extra_width, extra_height;
	gboolean ignores_mouse;
	cairo_region_t *shape;
	gboolean dark; // as a dark window is to be drawn
	// The button that went down last, for dragging.
	guint button;
	int x_root, y_root;
	guint32 time;
	const char *cursor; // the one for an edge that is shown
} deskjs_frame;

deskjs_frame *deskjs_frame_of(void *window);
deskjs_rect deskjs_frame_bounds(deskjs_frame *frame); // where the window is, or just goes

// frame_place_linux.c
void deskjs_frame_around(deskjs_frame *frame, int *width, int *height);
void deskjs_frame_apply_limits(deskjs_frame *frame);
void deskjs_frame_center(deskjs_frame *frame);

// frame_look_linux.c
void deskjs_frame_apply_shape(deskjs_frame *frame);

// frame_edges_linux.c
void deskjs_frame_watch_edges(deskjs_frame *frame);
int deskjs_frame_move(deskjs_frame *frame);
int deskjs_frame_menu(deskjs_frame *frame);

#endif

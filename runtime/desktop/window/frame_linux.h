// The frame of a window, as Go sees it.
#ifndef DESKJS_FRAME_H
#define DESKJS_FRAME_H

#include <stddef.h>
#include <stdint.h>

typedef struct {
	int x, y, width, height;
} deskjs_rect;

// What a window begins with; see FrameOptions.
typedef struct {
	int placed, x, y, centered;
	int frameless, transparent, modal, dark;
	const char *type; // NULL is a usual window
	void *parent;	  // GtkWindow or NULL
} deskjs_frame_options;

typedef struct {
	deskjs_rect bounds, content, normal;
	int visible, focused, minimized, maximized, fullscreen, snapped;
	uint64_t handle;
} deskjs_frame_state;

// The numbers of what deskjs_frame_set sets, in the order of frame_linux.go.
enum {
	DESKJS_RESIZABLE,
	DESKJS_MOVABLE,
	DESKJS_MINIMIZABLE,
	DESKJS_MAXIMIZABLE,
	DESKJS_CLOSABLE,
	DESKJS_FOCUSABLE,
	DESKJS_FULLSCREEN,
	DESKJS_SKIP_TASKBAR,
	DESKJS_ALL_WORKSPACES,
	DESKJS_ENABLED,
	DESKJS_FLASHING,
	DESKJS_IGNORE_MOUSE,
	DESKJS_ABOVE,
};

enum {
	DESKJS_MINIMIZE,
	DESKJS_RESTORE,
	DESKJS_MAXIMIZE,
	DESKJS_UNMAXIMIZE,
	DESKJS_CENTER,
	DESKJS_MOVE_TOP,
	DESKJS_BLUR,
	DESKJS_MOVE,
	DESKJS_ZOOM,
	DESKJS_SYSTEM_MENU,
};

// frame_linux.c
void deskjs_frame_begin(void *window, uintptr_t id, const deskjs_frame_options *options); // before anything is in it
void deskjs_frame_view(void *window, void *view);										  // its page has been put into it
void deskjs_frame_show(void *window, int active);
void deskjs_frame_hide(void *window);
void deskjs_frame_state_of(void *window, deskjs_frame_state *state);
void deskjs_frame_set_bounds(void *window, const deskjs_rect *bounds);
void deskjs_frame_set_content_size(void *window, int width, int height);
void deskjs_frame_set_limits(void *window, int min_width, int min_height, int max_width, int max_height, int content);
void deskjs_frame_set_aspect(void *window, double ratio, int extra_width, int extra_height);
void deskjs_frame_set(void *window, int what, int on);
int deskjs_frame_do(void *window, int what); // 0 when the display can't
int deskjs_frame_above(void *window, uint64_t handle); // 0 when there is no such window, -1 when the display can't
void deskjs_frame_use_token(const char *token); // what another process was given to show itself
void deskjs_frame_spend_token(void *window);
int deskjs_frame_begin_resize(void *window, int edge);
void deskjs_frame_set_opacity(void *window, double opacity);
void deskjs_frame_set_background(void *window, int red, int green, int blue, int alpha);
int deskjs_frame_set_icon(void *window, const void *data, size_t length, char *reason, size_t size);
void deskjs_frame_set_shape(void *window, const deskjs_rect *rects, int count);
void deskjs_frame_set_parent(void *window, void *parent);
void deskjs_frame_set_accessible_title(void *window, const char *title);

// frame_views_linux.c
void *deskjs_frame_overlay(void *window, void *view); // the widget to put into the window in place of its page
void deskjs_frame_set_views(void *window, void **views, const deskjs_rect *places, int count);
void deskjs_frame_take_home(void *view); // back into its own window
void deskjs_frame_pageless(void *window, int pageless); // whether it has no page but those of others
void *deskjs_frame_shows(void *view);	 // the other window that it is placed in, NULL if none

// frame_place_linux.c
int deskjs_work_areas(deskjs_rect *areas, int count);

#endif

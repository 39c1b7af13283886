//go:build linux && cgo

// A window around its page: where it is, how large, what the window manager does with it.

#include <gdk/gdkx.h>
#include <string.h>

#include "frame_linux_private.h"

#define KEY "deskjs-frame"

// How long a window stays where it is before that counts as its place while it is neither maximised nor in full screen: window managers
// move it first and say why afterwards.
#define SETTLED_AFTER 200

deskjs_frame *deskjs_frame_of(void *window) { return g_object_get_data(G_OBJECT(window), KEY); }

static gboolean is_normal(deskjs_frame *frame) {
	return !(frame->state & (GDK_WINDOW_STATE_MAXIMIZED | GDK_WINDOW_STATE_FULLSCREEN | GDK_WINDOW_STATE_ICONIFIED));
}

// How long a window counts as being where it was asked to go, in microseconds: the window manager has the last word.
#define ASKED_FOR 250000

// Where the window is.
static deskjs_rect place_of(deskjs_frame *frame) {
	deskjs_rect place;
	gtk_window_get_position(frame->window, &place.x, &place.y);
	gtk_window_get_size(frame->window, &place.width, &place.height);
	return place;
}

// Where the window is, or just goes.
static deskjs_rect bounds_of(deskjs_frame *frame) {
	return frame->asked_until > g_get_monotonic_time() ? frame->asked : place_of(frame);
}

static gboolean same(const deskjs_rect *a, const deskjs_rect *b) { return !memcmp(a, b, sizeof *a); }

static void tell(deskjs_frame *frame, const char *event) { deskjsGoFrame(frame->id, (char *)event); }

static gboolean on_settled(gpointer data) {
	deskjs_frame *frame = data;
	frame->settling = 0;
	if (is_normal(frame) && gtk_widget_get_mapped(GTK_WIDGET(frame->window))) {
		frame->normal = place_of(frame);
	}
	return G_SOURCE_REMOVE;
}

static void settle(deskjs_frame *frame) {
	if (frame->settling) {
		g_source_remove(frame->settling);
	}
	frame->settling = g_timeout_add(SETTLED_AFTER, on_settled, frame);
}

// Takes the place over at once: before it is the program that changes the state.
static void keep_normal(deskjs_frame *frame) {
	if (is_normal(frame)) {
		frame->normal = bounds_of(frame);
	}
}

static void told_state(deskjs_frame *frame, GdkWindowState changed, GdkWindowState bit, const char *on, const char *off) {
	if (changed & bit) {
		tell(frame, frame->state & bit ? on : off);
	}
}

static gboolean on_state(GtkWidget *window, GdkEventWindowState *event, gpointer data) {
	(void)window;
	deskjs_frame *frame = data;
	GdkWindowState changed = frame->state ^ event->new_window_state;
	frame->state = event->new_window_state;
	frame->asked_until = 0;
	settle(frame);
	told_state(frame, changed, GDK_WINDOW_STATE_ICONIFIED, "minimize", "restore");
	told_state(frame, changed, GDK_WINDOW_STATE_MAXIMIZED, "maximize", "unmaximize");
	told_state(frame, changed, GDK_WINDOW_STATE_FULLSCREEN, "enter-full-screen", "leave-full-screen");
	return FALSE;
}

static gboolean on_configure(GtkWidget *window, GdkEvent *event, gpointer data) {
	(void)event;
	deskjs_frame *frame = data;
	if (!gtk_widget_get_mapped(window)) {
		return FALSE;
	}
	deskjs_rect now = place_of(frame), last = frame->last;
	frame->last = now;
	if (same(&now, &frame->asked)) {
		frame->asked_until = 0;
	}
	settle(frame);
	if (!frame->shown) {
		return FALSE; // it is being placed
	}
	if (now.width != last.width || now.height != last.height) {
		tell(frame, "resize");
	}
	if (now.x != last.x || now.y != last.y) {
		tell(frame, "move");
	}
	return FALSE;
}

// Asks for the keyboard as somebody does who has just used the window: window managers don't give it to others.
static void activate(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	gboolean x11 = GDK_IS_X11_DISPLAY(gtk_widget_get_display(GTK_WIDGET(frame->window)));
	gtk_window_present_with_time(frame->window, x11 ? gdk_x11_get_server_time(native) : GDK_CURRENT_TIME);
}

static gboolean on_map(GtkWidget *window, GdkEvent *event, gpointer data) {
	(void)window;
	(void)event;
	deskjs_frame *frame = data;
	if (frame->activate && !gtk_window_is_active(frame->window)) {
		activate(frame);
	}
	frame->activate = FALSE;
	if (!frame->shown) {
		frame->shown = TRUE;
		frame->last = place_of(frame);
		settle(frame);
		tell(frame, "show");
	}
	return FALSE;
}

static void on_active(GObject *window, GParamSpec *property, gpointer data) {
	(void)property;
	tell(data, gtk_window_is_active(GTK_WINDOW(window)) ? "focus" : "blur");
}

static void apply_shape(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	if (!native) {
		return;
	}
	gdk_window_shape_combine_region(native, frame->shape, 0, 0);
	cairo_region_t *nothing = frame->ignores_mouse ? cairo_region_create() : NULL;
	gdk_window_input_shape_combine_region(native, nothing ? nothing : frame->shape, 0, 0);
	if (nothing) {
		cairo_region_destroy(nothing);
	}
}

static void apply_functions(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	if (native && frame->functions) {
		gdk_window_set_functions(native, frame->functions);
	}
}

static void on_realize(GtkWidget *window, gpointer data) {
	(void)window;
	apply_shape(data);
	apply_functions(data);
}

static void free_frame(gpointer data) {
	deskjs_frame *frame = data;
	if (frame->settling) {
		g_source_remove(frame->settling);
	}
	if (frame->shape) {
		cairo_region_destroy(frame->shape);
	}
	g_free(frame);
}

static GdkWindowTypeHint hint_of(const char *type, int modal) {
	static const struct {
		const char *name;
		GdkWindowTypeHint hint;
	} types[] = {{"desktop", GDK_WINDOW_TYPE_HINT_DESKTOP}, {"dock", GDK_WINDOW_TYPE_HINT_DOCK},
		{"toolbar", GDK_WINDOW_TYPE_HINT_TOOLBAR}, {"splash", GDK_WINDOW_TYPE_HINT_SPLASHSCREEN},
		{"notification", GDK_WINDOW_TYPE_HINT_NOTIFICATION}};
	for (size_t i = 0; type && i < G_N_ELEMENTS(types); i++) {
		if (!strcmp(types[i].name, type)) {
			return types[i].hint;
		}
	}
	return modal ? GDK_WINDOW_TYPE_HINT_DIALOG : GDK_WINDOW_TYPE_HINT_NORMAL;
}

void deskjs_frame_begin(void *native, uintptr_t id, const deskjs_frame_options *options) {
	GtkWindow *window = GTK_WINDOW(native);
	GtkWidget *widget = GTK_WIDGET(native);
	deskjs_frame *frame = g_new0(deskjs_frame, 1);
	frame->id = id;
	frame->window = window;
	frame->frameless = options->frameless;
	frame->draggable = !options->type || strcmp(options->type, "splash");
	g_object_set_data_full(G_OBJECT(native), KEY, frame, free_frame);
	gtk_window_set_type_hint(window, hint_of(options->type, options->modal));
	if (options->frameless) {
		gtk_window_set_decorated(window, FALSE);
	}
	if (options->transparent) {
		// Before the window is realized: afterwards it would lose its size and its place.
		GdkVisual *visual = gdk_screen_get_rgba_visual(gtk_widget_get_screen(widget));
		if (visual) {
			gtk_widget_set_visual(widget, visual);
		}
		gtk_widget_set_app_paintable(widget, TRUE);
	}
	if (options->placed) {
		gtk_window_move(window, options->x, options->y);
	} else if (options->centered) {
		gtk_window_set_position(window, GTK_WIN_POS_CENTER);
	}
	deskjs_frame_set_parent(native, options->parent);
	if (options->modal) {
		gtk_window_set_modal(window, TRUE);
	}
	g_signal_connect(window, "window-state-event", G_CALLBACK(on_state), frame);
	g_signal_connect(window, "configure-event", G_CALLBACK(on_configure), frame);
	g_signal_connect(window, "map-event", G_CALLBACK(on_map), frame);
	g_signal_connect(window, "notify::is-active", G_CALLBACK(on_active), frame);
	g_signal_connect_after(window, "realize", G_CALLBACK(on_realize), frame);
}

void deskjs_frame_view(void *window, void *view) {
	deskjs_frame *frame = deskjs_frame_of(window);
	frame->view = GTK_WIDGET(view);
	deskjs_frame_watch_edges(frame);
}

void deskjs_frame_show(void *window, int active) {
	GtkWidget *widget = GTK_WIDGET(window);
	GtkWindow *shown = GTK_WINDOW(window);
	if (!gtk_widget_get_visible(widget)) {
		gtk_window_set_focus_on_map(shown, active);
		gtk_widget_show_all(gtk_bin_get_child(GTK_BIN(window)));
		gtk_widget_grab_focus(deskjs_frame_of(window)->view);
		deskjs_frame_of(window)->activate = active;
		gtk_widget_show(widget);
		gtk_window_set_focus_on_map(shown, TRUE);
	} else if (active) {
		activate(deskjs_frame_of(window));
		gtk_widget_grab_focus(deskjs_frame_of(window)->view);
	}
}

void deskjs_frame_hide(void *window) {
	deskjs_frame *frame = deskjs_frame_of(window);
	if (!gtk_widget_get_visible(GTK_WIDGET(window))) {
		return;
	}
	deskjs_rect bounds = bounds_of(frame);
	keep_normal(frame);
	gtk_widget_hide(GTK_WIDGET(window));
	// Window managers would place it anew.
	gtk_window_move(frame->window, bounds.x, bounds.y);
	if (is_normal(frame)) {
		gtk_window_resize(frame->window, bounds.width, bounds.height);
	}
	if (frame->shown) {
		frame->shown = FALSE;
		tell(frame, "hide");
	}
}

static uint64_t handle_of(GtkWidget *widget) {
	GdkWindow *native = gtk_widget_get_window(widget);
	GdkDisplay *display = gtk_widget_get_display(widget);
	if (!native || !GDK_IS_X11_DISPLAY(display)) {
		return 0;
	}
	return gdk_x11_window_get_xid(native);
}

void deskjs_frame_state_of(void *window, deskjs_frame_state *state) {
	deskjs_frame *frame = deskjs_frame_of(window);
	GtkWidget *widget = GTK_WIDGET(window);
	gtk_widget_realize(widget); // so that there is a handle
	state->bounds = bounds_of(frame);
	state->content = state->bounds;
	GdkWindow *native = gtk_widget_get_window(widget);
	if (gtk_widget_get_mapped(widget) && native) {
		gdk_window_get_origin(native, &state->content.x, &state->content.y);
		GtkAllocation page;
		gtk_widget_get_allocation(frame->view, &page);
		state->content.x += page.x;
		state->content.y += page.y;
		state->content.width = page.width;
		state->content.height = page.height;
	}
	state->normal = is_normal(frame) ? state->bounds : frame->normal;
	state->visible = gtk_widget_get_visible(widget) && !(frame->state & GDK_WINDOW_STATE_ICONIFIED);
	state->focused = gtk_window_is_active(frame->window);
	state->minimized = (frame->state & GDK_WINDOW_STATE_ICONIFIED) != 0;
	state->maximized = (frame->state & GDK_WINDOW_STATE_MAXIMIZED) != 0;
	state->fullscreen = (frame->state & GDK_WINDOW_STATE_FULLSCREEN) != 0;
	state->handle = handle_of(widget);
}

// What the window is larger by than its page: a menu bar.
static void around(deskjs_frame *frame, int *width, int *height) {
	*width = *height = 0;
	if (frame->view && gtk_widget_get_mapped(GTK_WIDGET(frame->window))) {
		GtkAllocation page;
		gtk_widget_get_allocation(frame->view, &page);
		gtk_window_get_size(frame->window, width, height);
		*width = MAX(*width - page.width, 0);
		*height = MAX(*height - page.height, 0);
	}
}

// Tells the window manager how large the window may get.
static void apply_limits(deskjs_frame *frame) {
	GdkGeometry geometry = frame->limits;
	GdkWindowHints hints = 0;
	if (frame->fixed) {
		deskjs_rect bounds = bounds_of(frame);
		geometry.min_width = geometry.max_width = bounds.width;
		geometry.min_height = geometry.max_height = bounds.height;
	} else if (frame->limits_content) {
		int width, height;
		around(frame, &width, &height);
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
	apply_limits(frame);
}

void deskjs_frame_set_aspect(void *window, double ratio, int extra_width, int extra_height) {
	deskjs_frame *frame = deskjs_frame_of(window);
	frame->ratio = ratio;
	frame->extra_width = extra_width;
	frame->extra_height = extra_height;
	apply_limits(frame);
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
			around(frame, &width, &height);
		}
		bounds.width = clamp(bounds.width - width, frame->limits.min_width, frame->limits.max_width) + width;
		bounds.height = clamp(bounds.height - height, frame->limits.min_height, frame->limits.max_height) + height;
	}
	return bounds;
}

void deskjs_frame_set_bounds(void *window, const deskjs_rect *bounds) {
	deskjs_frame *frame = deskjs_frame_of(window);
	deskjs_rect now = bounds_of(frame);
	if (bounds->width != now.width || bounds->height != now.height) {
		resize(frame, bounds->width, bounds->height);
	}
	if (bounds->x != now.x || bounds->y != now.y) {
		gtk_window_set_position(frame->window, GTK_WIN_POS_NONE);
		gtk_window_move(frame->window, bounds->x, bounds->y);
	}
	if (gtk_widget_get_mapped(GTK_WIDGET(window)) && !same(bounds, &now)) {
		frame->asked = within_limits(frame, *bounds);
		frame->asked_until = g_get_monotonic_time() + ASKED_FOR;
	}
}

void deskjs_frame_set_content_size(void *window, int width, int height) {
	deskjs_frame *frame = deskjs_frame_of(window);
	int more_width, more_height;
	around(frame, &more_width, &more_height);
	resize(frame, width + more_width, height + more_height);
}

static void set_function(deskjs_frame *frame, GdkWMFunction function, gboolean on) {
	static const int every = GDK_FUNC_RESIZE | GDK_FUNC_MOVE | GDK_FUNC_MINIMIZE | GDK_FUNC_MAXIMIZE | GDK_FUNC_CLOSE;
	int functions = frame->functions ? frame->functions : every;
	frame->functions = on ? functions | function : functions & ~function;
	apply_functions(frame);
}

void deskjs_frame_set(void *native, int what, int on) {
	deskjs_frame *frame = deskjs_frame_of(native);
	GtkWindow *window = frame->window;
	switch (what) {
	case DESKJS_RESIZABLE:
		frame->fixed = !on;
		apply_limits(frame);
		set_function(frame, GDK_FUNC_RESIZE, on);
		break;
	case DESKJS_MOVABLE:
		set_function(frame, GDK_FUNC_MOVE, on);
		break;
	case DESKJS_MINIMIZABLE:
		set_function(frame, GDK_FUNC_MINIMIZE, on);
		break;
	case DESKJS_MAXIMIZABLE:
		set_function(frame, GDK_FUNC_MAXIMIZE, on);
		break;
	case DESKJS_CLOSABLE:
		set_function(frame, GDK_FUNC_CLOSE, on);
		gtk_window_set_deletable(window, on);
		break;
	case DESKJS_FOCUSABLE:
		gtk_window_set_accept_focus(window, on);
		break;
	case DESKJS_FULLSCREEN:
		keep_normal(frame);
		on ? gtk_window_fullscreen(window) : gtk_window_unfullscreen(window);
		break;
	case DESKJS_SKIP_TASKBAR:
		gtk_window_set_skip_taskbar_hint(window, on);
		gtk_window_set_skip_pager_hint(window, on);
		break;
	case DESKJS_ALL_WORKSPACES:
		on ? gtk_window_stick(window) : gtk_window_unstick(window);
		break;
	case DESKJS_ENABLED:
		gtk_widget_set_sensitive(GTK_WIDGET(window), on);
		break;
	case DESKJS_FLASHING:
		gtk_window_set_urgency_hint(window, on);
		break;
	case DESKJS_IGNORE_MOUSE:
		frame->ignores_mouse = on;
		apply_shape(frame);
		break;
	case DESKJS_ABOVE:
		gtk_window_set_keep_above(window, on);
		break;
	}
}

static int blur(GtkWidget *widget) {
	GdkDisplay *display = gtk_widget_get_display(widget);
	if (!GDK_IS_X11_DISPLAY(display)) {
		return 0;
	}
	if (gtk_window_is_active(GTK_WINDOW(widget))) {
		gdk_window_lower(gtk_widget_get_window(widget));
		XSetInputFocus(gdk_x11_display_get_xdisplay(display), PointerRoot, RevertToPointerRoot, CurrentTime);
	}
	return 1;
}

static void center(deskjs_frame *frame) {
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

int deskjs_frame_do(void *native, int what) {
	deskjs_frame *frame = deskjs_frame_of(native);
	GtkWindow *window = frame->window;
	GdkWindow *drawn = gtk_widget_get_window(GTK_WIDGET(window));
	switch (what) {
	case DESKJS_MINIMIZE:
		keep_normal(frame);
		gtk_window_iconify(window);
		return 1;
	case DESKJS_RESTORE:
		if (frame->state & GDK_WINDOW_STATE_ICONIFIED) {
			gtk_window_deiconify(window);
			gtk_window_present(window);
		} else if (frame->state & GDK_WINDOW_STATE_MAXIMIZED) {
			gtk_window_unmaximize(window);
		}
		return 1;
	case DESKJS_MAXIMIZE:
		keep_normal(frame);
		gtk_window_maximize(window);
		return 1;
	case DESKJS_UNMAXIMIZE:
		gtk_window_unmaximize(window);
		return 1;
	case DESKJS_CENTER:
		center(frame);
		return 1;
	case DESKJS_MOVE_TOP:
		if (drawn) {
			gdk_window_raise(drawn);
		}
		return 1;
	case DESKJS_BLUR:
		return blur(GTK_WIDGET(window));
	case DESKJS_MOVE:
		return deskjs_frame_move(frame);
	case DESKJS_ZOOM:
		if (frame->fixed || (frame->functions && !(frame->functions & GDK_FUNC_MAXIMIZE))) {
			return 1;
		}
		return deskjs_frame_do(native, frame->state & GDK_WINDOW_STATE_MAXIMIZED ? DESKJS_UNMAXIMIZE : DESKJS_MAXIMIZE);
	case DESKJS_SYSTEM_MENU:
		return deskjs_frame_menu(frame);
	}
	return 0;
}

void deskjs_frame_set_opacity(void *window, double opacity) { gtk_widget_set_opacity(GTK_WIDGET(window), opacity); }

void deskjs_frame_set_background(void *window, int red, int green, int blue, int alpha) {
	GdkRGBA color = {red / 255.0, green / 255.0, blue / 255.0, alpha / 255.0};
	webkit_web_view_set_background_color(WEBKIT_WEB_VIEW(deskjs_frame_of(window)->view), &color);
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
	apply_shape(frame);
}

void deskjs_frame_set_parent(void *native, void *parent) {
	GtkWindow *window = GTK_WINDOW(native);
	gtk_window_set_transient_for(window, parent ? GTK_WINDOW(parent) : NULL);
	// A modal window keeps input from the windows of its group only: each family of windows is one.
	GtkWindowGroup *group = parent ? gtk_window_get_group(GTK_WINDOW(parent)) : gtk_window_group_new();
	gtk_window_group_add_window(group, window);
	if (!parent) {
		g_object_unref(group); // it lives as long as its windows
	}
}

void deskjs_frame_set_accessible_title(void *window, const char *title) {
	atk_object_set_name(gtk_widget_get_accessible(GTK_WIDGET(window)), title);
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

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

// Where the window is.
static deskjs_rect place_of(deskjs_frame *frame) {
	deskjs_rect place;
	gtk_window_get_position(frame->window, &place.x, &place.y);
	gtk_window_get_size(frame->window, &place.width, &place.height);
	return place;
}

// Where the window is, or just goes.
deskjs_rect deskjs_frame_bounds(deskjs_frame *frame) {
	return frame->asked_until > g_get_monotonic_time() ? frame->asked : place_of(frame);
}

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
		frame->normal = deskjs_frame_bounds(frame);
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
	if (deskjs_rect_same(&now, &frame->asked)) {
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

static char *token; // for the next window that asks for the keyboard

void deskjs_frame_use_token(const char *given) {
	g_free(token);
	token = g_strdup(given);
}

void deskjs_frame_spend_token(void *window) {
	if (token) {
		gtk_window_set_startup_id(GTK_WINDOW(window), token);
		deskjs_frame_use_token(NULL);
	}
}

// Asks for the keyboard as somebody does who has just used the window: window managers don't give it to others.
static void activate(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	gboolean x11 = GDK_IS_X11_DISPLAY(gtk_widget_get_display(GTK_WIDGET(frame->window)));
	deskjs_frame_spend_token(frame->window);
	gtk_window_present_with_time(frame->window, x11 ? gdk_x11_get_server_time(native) : GDK_CURRENT_TIME);
}

// Has the window manager draw a dark title bar, as far as it knows how to.
static void apply_dark(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	if (frame->dark && GDK_IS_X11_DISPLAY(gtk_widget_get_display(GTK_WIDGET(frame->window)))) {
		gdk_x11_window_set_theme_variant(native, "dark");
	}
}

static gboolean on_map(GtkWidget *window, GdkEvent *event, gpointer data) {
	(void)window;
	(void)event;
	deskjs_frame *frame = data;
	apply_dark(frame); // GTK has just said what the theme is
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

static void apply_functions(deskjs_frame *frame) {
	GdkWindow *native = gtk_widget_get_window(GTK_WIDGET(frame->window));
	if (native && frame->functions) {
		gdk_window_set_functions(native, frame->functions);
	}
}

static void on_realize(GtkWidget *window, gpointer data) {
	(void)window;
	deskjs_frame_apply_shape(data);
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
	frame->dark = options->dark;
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
	frame->page = gtk_widget_get_parent(frame->view);
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
		if (active) {
			deskjs_frame_spend_token(window);
		}
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
	deskjs_rect bounds = deskjs_frame_bounds(frame);
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
	state->bounds = deskjs_frame_bounds(frame);
	state->content = state->bounds;
	GdkWindow *native = gtk_widget_get_window(widget);
	if (gtk_widget_get_mapped(widget) && native) {
		gdk_window_get_origin(native, &state->content.x, &state->content.y);
		GtkAllocation page;
		gtk_widget_get_allocation(frame->page, &page);
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
	state->snapped = (frame->state & (GDK_WINDOW_STATE_TILED | GDK_WINDOW_STATE_LEFT_TILED | GDK_WINDOW_STATE_RIGHT_TILED)) != 0;
	state->handle = handle_of(widget);
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
		deskjs_frame_apply_limits(frame);
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
		deskjs_frame_apply_shape(frame);
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
		deskjs_frame_center(frame);
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

int deskjs_frame_above(void *window, uint64_t handle) {
	GtkWidget *widget = GTK_WIDGET(window);
	GdkDisplay *display = gtk_widget_get_display(widget);
	GdkWindow *native = gtk_widget_get_window(widget);
	if (!GDK_IS_X11_DISPLAY(display)) {
		return -1;
	}
	GdkWindow *other = gdk_x11_window_foreign_new_for_display(display, handle);
	if (!other) {
		return 0;
	}
	gdk_x11_display_error_trap_push(display);
	if (native) {
		gdk_window_restack(native, other, TRUE);
	}
	g_object_unref(other);
	return gdk_x11_display_error_trap_pop(display) == 0;
}

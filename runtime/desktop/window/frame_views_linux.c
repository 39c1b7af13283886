//go:build linux && cgo

// The pages of other windows, placed above the page of this one. A page that is placed nowhere is in its own window, which is then hidden.

#include "frame_linux_private.h"

#define OVERLAY "deskjs-overlay" // the widget that a window's page is in
#define HOME "deskjs-home"		 // the overlay of a page's own window
#define PLACE "deskjs-place"	 // where a placed page is; a width below 0 fills the window

static gboolean on_place(GtkOverlay *overlay, GtkWidget *view, GdkRectangle *allocation, gpointer unused) {
	(void)unused;
	deskjs_rect *place = g_object_get_data(G_OBJECT(view), PLACE);
	if (!place) {
		return FALSE;
	}
	*allocation = (GdkRectangle){place->x, place->y, MAX(place->width, 1), MAX(place->height, 1)};
	if (place->width < 0) {
		*allocation = (GdkRectangle){0, 0, gtk_widget_get_allocated_width(GTK_WIDGET(overlay)), gtk_widget_get_allocated_height(GTK_WIDGET(overlay))};
	}
	return TRUE;
}

void *deskjs_frame_overlay(void *window, void *view) {
	GtkWidget *overlay = gtk_overlay_new();
	g_signal_connect(overlay, "get-child-position", G_CALLBACK(on_place), NULL);
	g_object_set_data(G_OBJECT(window), OVERLAY, overlay);
	g_object_set_data(G_OBJECT(view), HOME, overlay);
	gtk_container_add(GTK_CONTAINER(overlay), GTK_WIDGET(view));
	return overlay;
}

static void put(GtkWidget *view, GtkWidget *overlay, gboolean above) {
	GtkWidget *parent = gtk_widget_get_parent(view);
	if (parent == overlay) {
		return;
	}
	g_object_ref(view);
	if (parent) {
		gtk_container_remove(GTK_CONTAINER(parent), view);
	}
	if (above) {
		gtk_overlay_add_overlay(GTK_OVERLAY(overlay), view);
	} else {
		gtk_container_add(GTK_CONTAINER(overlay), view);
	}
	gtk_widget_show(view);
	g_object_unref(view);
}

void deskjs_frame_take_home(void *view) {
	GtkWidget *home = g_object_get_data(G_OBJECT(view), HOME);
	g_object_set_data(G_OBJECT(view), PLACE, NULL);
	put(GTK_WIDGET(view), home, FALSE);
}

static gboolean is_among(void *view, void **views, int count) {
	for (int i = 0; i < count; i++) {
		if (views[i] == view) {
			return TRUE;
		}
	}
	return FALSE;
}

void deskjs_frame_set_views(void *window, void **views, const deskjs_rect *places, int count) {
	GtkWidget *overlay = g_object_get_data(G_OBJECT(window), OVERLAY);
	GList *children = gtk_container_get_children(GTK_CONTAINER(overlay));
	for (GList *child = children; child; child = child->next) {
		if (g_object_get_data(G_OBJECT(child->data), PLACE) && !is_among(child->data, views, count)) {
			deskjs_frame_take_home(child->data);
		}
	}
	g_list_free(children);
	for (int i = 0; i < count; i++) {
		deskjs_rect *place = g_new0(deskjs_rect, 1);
		*place = places[i];
		g_object_set_data_full(G_OBJECT(views[i]), PLACE, place, g_free);
		put(views[i], overlay, TRUE);
		gtk_overlay_reorder_overlay(GTK_OVERLAY(overlay), views[i], i);
	}
	GtkWindow *toplevel = GTK_WINDOW(window);
	if (count > 0 && !gtk_window_get_focus(toplevel)) {
		gtk_widget_grab_focus(views[count - 1]);
	}
	gtk_widget_queue_resize(overlay);
}

static gboolean on_draw(GtkWidget *page, cairo_t *cairo, gpointer data) {
	(void)page;
	deskjs_frame *frame = data;
	if (frame->pageless) {
		gdk_cairo_set_source_rgba(cairo, &frame->background);
		cairo_set_operator(cairo, CAIRO_OPERATOR_SOURCE);
		cairo_paint(cairo);
	}
	return FALSE;
}

void deskjs_frame_pageless(void *window, int pageless) {
	deskjs_frame *frame = deskjs_frame_of(window);
	if (pageless) {
		// A page that was never loaded paints nothing, and not its background either.
		g_signal_connect(frame->page, "draw", G_CALLBACK(on_draw), frame);
	} else if (!frame->pageless) {
		return;
	}
	frame->pageless = pageless;
	gtk_widget_set_no_show_all(frame->view, pageless);
	gtk_widget_set_visible(frame->view, !pageless);
}

void *deskjs_frame_shows(void *view) {
	GtkWidget *home = g_object_get_data(G_OBJECT(view), HOME), *parent = gtk_widget_get_parent(view);
	return parent && parent != home ? gtk_widget_get_toplevel(view) : NULL;
}

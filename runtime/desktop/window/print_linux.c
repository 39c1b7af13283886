//go:build linux && cgo

// Printing, and printing to a PDF. WebKit prints by GTK's printers, one of which writes a file.

#include <string.h>

#include "contents_linux.h"
#include "webkit_linux.h"

static void on_finished(WebKitPrintOperation *operation, gpointer id) {
	if (!g_object_get_data(G_OBJECT(operation), "deskjs-failed")) {
		deskjsGoAnswer((uintptr_t)id, NULL, 0, NULL, 0);
	}
	g_object_unref(operation);
}

static void on_failed(WebKitPrintOperation *operation, GError *error, gpointer id) {
	g_object_set_data(G_OBJECT(operation), "deskjs-failed", operation);
	deskjsGoAnswer((uintptr_t)id, NULL, 0, error->message, 0);
}

static GtkPageSetup *page_setup(const struct deskjs_printing *how) {
	GtkPageSetup *setup = gtk_page_setup_new();
	if (how->width > 0 && how->height > 0) {
		GtkPaperSize *paper = gtk_paper_size_new_custom("deskjs", "Custom", how->width, how->height, GTK_UNIT_INCH);
		gtk_page_setup_set_paper_size(setup, paper);
		gtk_paper_size_free(paper);
	}
	if (how->landscape) {
		gtk_page_setup_set_orientation(setup, GTK_PAGE_ORIENTATION_LANDSCAPE);
	}
	if (how->top >= 0) {
		gtk_page_setup_set_top_margin(setup, how->top, GTK_UNIT_INCH);
	}
	if (how->bottom >= 0) {
		gtk_page_setup_set_bottom_margin(setup, how->bottom, GTK_UNIT_INCH);
	}
	if (how->left >= 0) {
		gtk_page_setup_set_left_margin(setup, how->left, GTK_UNIT_INCH);
	}
	if (how->right >= 0) {
		gtk_page_setup_set_right_margin(setup, how->right, GTK_UNIT_INCH);
	}
	return setup;
}

static void set_pages(GtkPrintSettings *settings, const char *pages) {
	if (*pages) {
		gtk_print_settings_set_print_pages(settings, GTK_PRINT_PAGES_RANGES);
		gtk_print_settings_set(settings, GTK_PRINT_SETTINGS_PAGE_RANGES, pages);
	}
}

static GtkPrintSettings *print_settings(const struct deskjs_printing *how) {
	GtkPrintSettings *settings = gtk_print_settings_new();
	if (*how->file) {
		char *url = g_filename_to_uri(how->file, NULL, NULL);
		gtk_print_settings_set_printer(settings, g_dgettext("gtk30", "Print to File"));
		gtk_print_settings_set(settings, GTK_PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf");
		gtk_print_settings_set(settings, GTK_PRINT_SETTINGS_OUTPUT_URI, url);
		g_free(url);
	} else if (*how->printer) {
		gtk_print_settings_set_printer(settings, how->printer);
	}
	if (how->copies > 0) {
		gtk_print_settings_set_n_copies(settings, how->copies);
	}
	if (how->scale > 0) {
		gtk_print_settings_set_scale(settings, how->scale * 100);
	}
	gtk_print_settings_set_use_color(settings, !how->grey);
	gtk_print_settings_set_collate(settings, how->collate);
	if (!strcmp(how->duplex, "shortEdge")) {
		gtk_print_settings_set_duplex(settings, GTK_PRINT_DUPLEX_VERTICAL);
	} else if (!strcmp(how->duplex, "longEdge")) {
		gtk_print_settings_set_duplex(settings, GTK_PRINT_DUPLEX_HORIZONTAL);
	} else if (!strcmp(how->duplex, "simplex")) {
		gtk_print_settings_set_duplex(settings, GTK_PRINT_DUPLEX_SIMPLEX);
	}
	set_pages(settings, how->pages);
	return settings;
}

void deskjs_print(void *view, const struct deskjs_printing *how, uintptr_t id) {
	WebKitPrintOperation *operation = webkit_print_operation_new(view);
	GtkPageSetup *setup = page_setup(how);
	GtkPrintSettings *settings = print_settings(how);
	webkit_print_operation_set_page_setup(operation, setup);
	webkit_print_operation_set_print_settings(operation, settings);
	g_object_unref(setup);
	g_object_unref(settings);
	webkit_settings_set_print_backgrounds(webkit_web_view_get_settings(view), how->backgrounds);
	g_signal_connect(operation, "failed", G_CALLBACK(on_failed), (gpointer)id);
	g_signal_connect(operation, "finished", G_CALLBACK(on_finished), (gpointer)id);
	if (how->silent || *how->file) {
		webkit_print_operation_print(operation);
		return;
	}
	GtkWindow *parent = GTK_WINDOW(gtk_widget_get_toplevel(GTK_WIDGET(view)));
	if (webkit_print_operation_run_dialog(operation, parent) == WEBKIT_PRINT_OPERATION_RESPONSE_CANCEL) {
		deskjsGoAnswer(id, NULL, 0, "cancelled", 0);
		g_object_unref(operation);
	}
}

//go:build linux && cgo

// Dialogs for files: GTK's, or those of the portal where GTK uses it (in a sandbox, or with GTK_USE_PORTAL=1).

#include <gtk/gtk.h>

#include "_cgo_export.h"
#include "dialog_linux.h"
#include "standins.h"
#include "symbols_linux.h"

DESKJS_STAND_INS(DESKJS_DIALOG_SYMBOLS, deskjs_dialog_load)

static void on_response(GtkNativeDialog *dialog, gint response, gpointer id) {
	GtkFileChooser *chooser = (GtkFileChooser *)dialog;
	void *filter = gtk_file_chooser_get_filter(chooser);
	if (response == GTK_RESPONSE_ACCEPT) {
		GSList *names = gtk_file_chooser_get_filenames(chooser);
		for (GSList *name = names; name; name = name->next) {
			deskjsGoDialogFile((uintptr_t)id, name->data, NULL);
		}
		g_slist_free_full(names, g_free);
	}
	deskjsGoDialogFile((uintptr_t)id, NULL, filter);
}

void *deskjs_files_new(const deskjs_file_options *options, uintptr_t id) {
	static const GtkFileChooserAction actions[] = {
		GTK_FILE_CHOOSER_ACTION_OPEN, GTK_FILE_CHOOSER_ACTION_SAVE, GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER};
	GtkFileChooserNative *dialog = gtk_file_chooser_native_new(
		options->title, options->parent, actions[options->action], options->button, NULL);
	GtkFileChooser *chooser = (GtkFileChooser *)dialog;
	gtk_native_dialog_set_modal((GtkNativeDialog *)dialog, TRUE);
	gtk_file_chooser_set_local_only(chooser, TRUE);
	gtk_file_chooser_set_select_multiple(chooser, options->multiple);
	gtk_file_chooser_set_do_overwrite_confirmation(chooser, TRUE);
	if (options->hidden) {
		gtk_file_chooser_set_show_hidden(chooser, TRUE);
	}
	if (options->folder) {
		gtk_file_chooser_set_current_folder(chooser, options->folder);
	}
	if (options->name && options->action == DESKJS_SAVE) {
		gtk_file_chooser_set_current_name(chooser, options->name);
	} else if (options->name) {
		gtk_file_chooser_set_filename(chooser, options->name);
	}
	g_signal_connect_data(dialog, "response", G_CALLBACK(on_response), (gpointer)id, NULL, 0);
	return dialog;
}

void *deskjs_files_filter(void *dialog, const char *name) {
	GtkFileFilter *filter = gtk_file_filter_new();
	gtk_file_filter_set_name(filter, name);
	gtk_file_chooser_add_filter(dialog, filter);
	return filter;
}

void deskjs_filter_pattern(void *filter, const char *pattern) { gtk_file_filter_add_pattern(filter, pattern); }

void deskjs_files_first_filter(void *dialog, void *filter) { gtk_file_chooser_set_filter(dialog, filter); }

void deskjs_files_show(void *dialog) { gtk_native_dialog_show(dialog); }

void deskjs_files_close(void *dialog) {
	gtk_native_dialog_destroy(dialog);
	g_object_unref(dialog);
}

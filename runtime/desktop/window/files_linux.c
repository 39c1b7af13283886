//go:build linux && cgo

// The files that people drop on a page or choose in it. Go is told of their paths before WebKit gives the page the files without them.

#include <string.h>

#include "webkit_linux.h"

#define URIS "deskjs-uris"
#define CHOOSER "deskjs-chooser"
#define REQUEST "deskjs-request"
#define DROPPED "deskjs-dropped"
#define MARK "deskjs-mark"

static void tell(uintptr_t id, char *way, GString *paths) {
	deskjsGoFiles(id, way, paths->str, paths->len);
	g_string_free(paths, TRUE);
}

// WebKit asks for what is dragged as soon as it is above the page. What comes is kept with the drag.
static void on_drag_data(GtkWidget *view, GdkDragContext *context, int x, int y, GtkSelectionData *data) {
	(void)view;
	(void)x;
	(void)y;
	char **uris = gtk_selection_data_get_uris(data);
	if (uris) {
		g_object_set_data_full(G_OBJECT(context), URIS, uris, (GDestroyNotify)g_strfreev);
	}
}

// A page gives what it drags the addresses that it likes: nobody has shown that they may be its files.
static gboolean is_of_a_page(GdkDragContext *context) {
	GtkWidget *source = gtk_drag_get_source_widget(context);
	if (source && WEBKIT_IS_WEB_VIEW(source)) {
		return TRUE;
	}
	gboolean found = FALSE;
	for (GList *each = gdk_drag_context_list_targets(context); each && !found; each = each->next) {
		char *name = gdk_atom_name(each->data);
		found = g_str_has_prefix(name, "org.webkitgtk.") || g_str_has_prefix(name, "chromium/x-renderer");
		g_free(name);
	}
	return found;
}

// WebKit's own handler runs after this one, as it is connected so. Go is told of every drop: what was told before is over then.
static gboolean on_drop(GtkWidget *view, GdkDragContext *context, int x, int y, guint time, gpointer id) {
	(void)x;
	(void)y;
	(void)time;
	char **uris = g_object_get_data(G_OBJECT(context), URIS);
	GString *paths = g_string_new(NULL);
	GPtrArray *list = g_ptr_array_new();
	for (; uris && *uris && !is_of_a_page(context); uris++) {
		char *host = NULL, *path = g_filename_from_uri(*uris, &host, NULL);
		if (path && !host) {
			g_string_append_len(paths, path, (gssize)strlen(path) + 1);
			g_ptr_array_add(list, path);
		} else {
			g_free(path);
		}
		g_free(host);
	}
	g_ptr_array_add(list, NULL);
	g_object_set_data_full(G_OBJECT(view), DROPPED, g_ptr_array_free(list, FALSE), (GDestroyNotify)g_strfreev);
	tell((uintptr_t)id, "drop", paths);
	return FALSE;
}

void deskjs_view_mark_drop(void *view, const char *mark) { g_object_set_data_full(G_OBJECT(view), MARK, g_strdup(mark), g_free); }

// The input that accepts the mark of the last drop gets its files, once, and nobody is asked.
static gboolean give_dropped(WebKitWebView *view, WebKitFileChooserRequest *request) {
	const char *mark = g_object_get_data(G_OBJECT(view), MARK);
	const char *const *types = webkit_file_chooser_request_get_mime_types(request);
	if (!mark || !types || !*types || g_strcmp0(*types, mark)) {
		return FALSE;
	}
	webkit_file_chooser_request_select_files(request, g_object_get_data(G_OBJECT(view), DROPPED));
	g_object_set_data(G_OBJECT(view), MARK, NULL);
	g_object_set_data(G_OBJECT(view), DROPPED, NULL);
	return TRUE;
}

static char *last_folder; // that something was chosen in

static void on_response(GtkNativeDialog *dialog, int response, gpointer id) {
	WebKitFileChooserRequest *request = g_object_get_data(G_OBJECT(dialog), REQUEST);
	GSList *names = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_filenames(GTK_FILE_CHOOSER(dialog)) : NULL;
	if (names) {
		g_free(last_folder);
		last_folder = g_path_get_dirname(names->data);
		GString *paths = g_string_new(NULL);
		GPtrArray *list = g_ptr_array_new();
		for (GSList *name = names; name; name = name->next) {
			g_string_append_len(paths, name->data, (gssize)strlen(name->data) + 1);
			g_ptr_array_add(list, name->data);
		}
		g_ptr_array_add(list, NULL);
		tell((uintptr_t)id, "input", paths);
		webkit_file_chooser_request_select_files(request, (const char *const *)list->pdata);
		g_ptr_array_unref(list);
		g_slist_free_full(names, g_free);
	} else {
		webkit_file_chooser_request_cancel(request);
	}
	g_object_set_data(g_object_get_data(G_OBJECT(dialog), CHOOSER), CHOOSER, NULL);
}

static void close_chooser(gpointer dialog) {
	gtk_native_dialog_destroy(dialog);
	g_object_unref(dialog);
}

// The dialog is WebKit's own in all but that its answer is heard.
static gboolean on_run_chooser(WebKitWebView *view, WebKitFileChooserRequest *request, gpointer id) {
	if (give_dropped(view, request)) {
		return TRUE;
	}
	GtkWidget *window = gtk_widget_get_toplevel(GTK_WIDGET(view));
	gboolean several = webkit_file_chooser_request_get_select_multiple(request);
	GtkFileChooserNative *dialog = gtk_file_chooser_native_new(g_dgettext("WebKitGTK-4.1", several ? "Select Files" : "Select File"),
		GTK_IS_WINDOW(window) ? GTK_WINDOW(window) : NULL, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
	GtkFileChooser *chooser = GTK_FILE_CHOOSER(dialog);
	gtk_native_dialog_set_modal(GTK_NATIVE_DIALOG(dialog), TRUE);
	gtk_file_chooser_set_select_multiple(chooser, several);
	GtkFileFilter *filter = webkit_file_chooser_request_get_mime_types_filter(request);
	if (filter) {
		gtk_file_chooser_set_filter(chooser, filter);
	}
	gtk_file_chooser_set_current_folder(chooser, last_folder ? last_folder : g_get_home_dir());
	const char *const *selected = webkit_file_chooser_request_get_selected_files(request);
	for (; selected && *selected; selected++) {
		gtk_file_chooser_select_filename(chooser, *selected);
	}
	g_object_set_data_full(G_OBJECT(dialog), REQUEST, g_object_ref(request), g_object_unref);
	g_object_set_data(G_OBJECT(dialog), CHOOSER, view);
	g_object_set_data_full(G_OBJECT(view), CHOOSER, dialog, close_chooser);
	g_signal_connect(dialog, "response", G_CALLBACK(on_response), id);
	gtk_native_dialog_show(GTK_NATIVE_DIALOG(dialog));
	return TRUE;
}

void deskjs_view_close_chooser(void *view) { g_object_set_data(view, CHOOSER, NULL); }

void deskjs_view_watch_files(void *view, uintptr_t id) {
	g_signal_connect(view, "drag-data-received", G_CALLBACK(on_drag_data), NULL);
	g_signal_connect(view, "drag-drop", G_CALLBACK(on_drop), (gpointer)id);
	g_signal_connect(view, "run-file-chooser", G_CALLBACK(on_run_chooser), (gpointer)id);
}

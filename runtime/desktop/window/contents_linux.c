//go:build linux && cgo

// What a window's page does and is told to do: see Contents in contents.go.

#include <stdlib.h>
#include <string.h>

#include "contents_linux.h"
#include "webkit_linux.h"

// A document's way from its address to the page: WebKit tells of a new address both then and when a page only changes its own.
#define PROVISIONAL "deskjs-provisional"
#define FAILED "deskjs-failed"
#define SHOWN "deskjs-shown" // the address of the document that is shown
#define IN_PAGE "deskjs-in-page" // the window's number, while the address has changed and there is no load yet

static gboolean is_set(gpointer view, const char *name) { return g_object_get_data(G_OBJECT(view), name) != NULL; }

static void set(gpointer view, const char *name, gboolean value) {
	g_object_set_data(G_OBJECT(view), name, value ? view : NULL);
}

static void set_shown(gpointer view, const char *url) {
	g_object_set_data_full(G_OBJECT(view), SHOWN, g_strdup(url), g_free);
}

static void tell(gpointer id, const char *kind, const char *url, const char *text, int code, int flag) {
	deskjsGoPage((uintptr_t)id, (char *)kind, (char *)url, (char *)text, code, flag);
}

static void tell_committed(WebKitWebView *view, gpointer id) {
	WebKitWebResource *resource = webkit_web_view_get_main_resource(view);
	WebKitURIResponse *response = resource ? webkit_web_resource_get_response(resource) : NULL;
	int status = response ? (int)webkit_uri_response_get_status_code(response) : 0;
	tell(id, "did-navigate", webkit_web_view_get_uri(view), "", status, 0);
}

static void on_load_changed(WebKitWebView *view, WebKitLoadEvent event, gpointer id) {
	switch (event) {
	case WEBKIT_LOAD_STARTED:
		set(view, PROVISIONAL, TRUE);
		set(view, IN_PAGE, FALSE);
		set(view, FAILED, FALSE);
		tell(id, "did-start-loading", NULL, NULL, 0, 0);
		tell(id, "did-start-navigation", webkit_web_view_get_uri(view), NULL, 0, 0);
		break;
	case WEBKIT_LOAD_REDIRECTED:
		tell(id, "did-redirect-navigation", webkit_web_view_get_uri(view), NULL, 0, 0);
		break;
	case WEBKIT_LOAD_COMMITTED:
		set(view, PROVISIONAL, FALSE);
		set_shown(view, webkit_web_view_get_uri(view));
		tell_committed(view, id);
		break;
	case WEBKIT_LOAD_FINISHED:
		set(view, PROVISIONAL, FALSE);
		if (!is_set(view, FAILED)) {
			deskjsGoLoaded((uintptr_t)id);
			tell(id, "did-finish-load", NULL, NULL, 0, 0);
		}
		tell(id, "did-stop-loading", NULL, NULL, 0, 0);
		break;
	}
}

static gboolean on_load_failed(WebKitWebView *view, WebKitLoadEvent event, char *url, GError *error, gpointer id) {
	(void)event;
	set(view, FAILED, TRUE);
	char domain[64];
	g_snprintf(domain, sizeof domain, "%s", g_quark_to_string(error->domain));
	deskjsGoLoadFailed((uintptr_t)id, url, domain, error->code, error->message);
	return TRUE; // no page of WebKit's own: it would be a document that nobody asked for
}

static gboolean on_tls_failed(WebKitWebView *view, char *url, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer id) {
	(void)certificate;
	set(view, FAILED, TRUE);
	deskjsGoLoadFailed((uintptr_t)id, url, "tls", (int)errors, "");
	return TRUE;
}

static void tell_in_page(gpointer view) {
	gpointer id = g_object_get_data(view, IN_PAGE);
	if (id && !webkit_web_view_is_loading(view)) {
		g_object_set_data(view, IN_PAGE, NULL);
		// A load that was given up leaves the page where it was.
		const char *url = webkit_web_view_get_uri(view);
		if (g_strcmp0(url, g_object_get_data(view, SHOWN))) {
			set_shown(view, url);
			tell(id, "did-navigate-in-page", url, NULL, 0, 0);
		}
	}
}

static gboolean on_later(gpointer view) {
	tell_in_page(view);
	return G_SOURCE_REMOVE;
}

// Within a page the address changes without a load. In front of a load it changes before that has started: it is known which it was
// when nothing is loaded any more.
static void on_uri(WebKitWebView *view, GParamSpec *property, gpointer id) {
	(void)property;
	if (!is_set(view, PROVISIONAL) && !g_object_get_data(G_OBJECT(view), IN_PAGE)) {
		g_object_set_data(G_OBJECT(view), IN_PAGE, id);
		g_idle_add_full(G_PRIORITY_HIGH, on_later, g_object_ref(view), g_object_unref);
	}
}

static void on_is_loading(WebKitWebView *view, GParamSpec *property, gpointer id) {
	(void)property, (void)id;
	tell_in_page(view);
}

static void on_title(WebKitWebView *view, GParamSpec *property, gpointer id) {
	(void)property;
	const char *title = webkit_web_view_get_title(view);
	if (title && *title) {
		tell(id, "page-title-updated", NULL, title, 0, 0);
	}
}

static void on_audio(WebKitWebView *view, GParamSpec *property, gpointer id) {
	(void)property;
	tell(id, "audio-state-changed", NULL, NULL, 0, webkit_web_view_is_playing_audio(view));
}

static void on_responsive(WebKitWebView *view, GParamSpec *property, gpointer id) {
	(void)property;
	tell(id, webkit_web_view_get_is_web_process_responsive(view) ? "responsive" : "unresponsive", NULL, NULL, 0, 0);
}

static void on_target(WebKitWebView *view, WebKitHitTestResult *hit, unsigned modifiers, gpointer id) {
	(void)modifiers;
	const char *url = webkit_hit_test_result_context_is_link(hit) ? webkit_hit_test_result_get_link_uri(hit) : "";
	const char *last = g_object_get_data(G_OBJECT(view), "deskjs-target");
	if (g_strcmp0(url, last ? last : "")) {
		g_object_set_data_full(G_OBJECT(view), "deskjs-target", g_strdup(url), g_free);
		tell(id, "update-target-url", url, NULL, 0, 0);
	}
}

static gboolean on_enter_fullscreen(WebKitWebView *view, gpointer id) {
	(void)view;
	tell(id, "enter-html-full-screen", NULL, NULL, 0, 0);
	return FALSE;
}

static gboolean on_leave_fullscreen(WebKitWebView *view, gpointer id) {
	(void)view;
	tell(id, "leave-html-full-screen", NULL, NULL, 0, 0);
	return FALSE;
}

// The webview itself does not zoom by the wheel.
static gboolean on_scroll(GtkWidget *view, GdkEventScroll *event, gpointer id) {
	(void)view;
	if (event->state & GDK_CONTROL_MASK) {
		double across, along = 0;
		gdk_event_get_scroll_deltas((GdkEvent *)event, &across, &along);
		gboolean in = event->direction == GDK_SCROLL_UP || along < 0;
		tell(id, "zoom-changed", NULL, in ? "in" : "out", 0, 0);
	}
	return FALSE;
}

static void on_found(WebKitFindController *controller, unsigned count, gpointer id) {
	(void)controller;
	tell(id, "found-in-page", NULL, NULL, (int)count, 1);
}

static void on_found_none(WebKitFindController *controller, gpointer id) {
	(void)controller;
	tell(id, "found-in-page", NULL, NULL, 0, 1);
}

static gboolean on_dialog(WebKitWebView *view, WebKitScriptDialog *dialog, gpointer id) {
	if (webkit_script_dialog_get_dialog_type(dialog) != WEBKIT_SCRIPT_DIALOG_BEFORE_UNLOAD_CONFIRM) {
		return FALSE;
	}
	// As in Electron nobody is asked: the page stays, unless the app says otherwise.
	(void)view;
	deskjsGoUnload((uintptr_t)id, webkit_script_dialog_ref(dialog));
	return TRUE;
}

void deskjs_contents_unload(void *dialog, int leave) {
	webkit_script_dialog_confirm_set_confirmed(dialog, leave);
	webkit_script_dialog_close(dialog);
	webkit_script_dialog_unref(dialog);
}

static void on_close(WebKitWebView *view, gpointer id) {
	(void)view;
	tell(id, "may-close", NULL, NULL, 0, 0);
}

// The suggestions for a word that is not spelled well are those of the menu that WebKit would show.
static gboolean add_suggestions(WebKitContextMenu *menu, GString *text) {
	gboolean misspelled = FALSE;
	for (GList *each = webkit_context_menu_get_items(menu); each; each = each->next) {
		WebKitContextMenuItem *item = each->data;
		WebKitContextMenuAction action = webkit_context_menu_item_get_stock_action(item);
		misspelled |= action == WEBKIT_CONTEXT_MENU_ACTION_IGNORE_SPELLING;
		if (action == WEBKIT_CONTEXT_MENU_ACTION_SPELLING_GUESS) {
			G_GNUC_BEGIN_IGNORE_DEPRECATIONS // the newer actions don't tell their labels
			GtkAction *entry = webkit_context_menu_item_get_action(item);
			const char *label = entry ? gtk_action_get_label(entry) : NULL;
			G_GNUC_END_IGNORE_DEPRECATIONS
			if (label) {
				g_string_append_len(text, label, strlen(label) + 1);
			}
		}
	}
	return misspelled;
}

static gboolean on_menu(WebKitWebView *view, WebKitContextMenu *menu, GdkEvent *event, WebKitHitTestResult *hit, gpointer id) {
	double x = 0, y = 0;
	gdk_event_get_coords(event, &x, &y);
	const char *source = NULL, *media = "none";
	if (webkit_hit_test_result_context_is_image(hit)) {
		source = webkit_hit_test_result_get_image_uri(hit);
		media = "image";
	} else if (webkit_hit_test_result_context_is_media(hit)) {
		source = webkit_hit_test_result_get_media_uri(hit);
		media = "video";
	}
	gboolean link = webkit_hit_test_result_context_is_link(hit);
	GString *suggestions = g_string_new(NULL);
	gboolean misspelled = add_suggestions(menu, suggestions);
	deskjsGoContextMenu((uintptr_t)id, (int)x, (int)y, link ? (char *)webkit_hit_test_result_get_link_uri(hit) : NULL,
		link ? (char *)webkit_hit_test_result_get_link_label(hit) : NULL, (char *)source, (char *)media,
		webkit_hit_test_result_context_is_editable(hit), webkit_hit_test_result_context_is_selection(hit), misspelled, suggestions->str,
		suggestions->len);
	g_string_free(suggestions, TRUE);
	return is_set(view, "deskjs-own-menu");
}

void deskjs_contents_own_menu(void *view, int own) { set(view, "deskjs-own-menu", own); }

void deskjs_contents_connect(void *view, uintptr_t number) {
	gpointer id = (gpointer)number;
	g_signal_connect(view, "load-changed", G_CALLBACK(on_load_changed), id);
	g_signal_connect(view, "load-failed", G_CALLBACK(on_load_failed), id);
	g_signal_connect(view, "load-failed-with-tls-errors", G_CALLBACK(on_tls_failed), id);
	g_signal_connect(view, "notify::uri", G_CALLBACK(on_uri), id);
	g_signal_connect(view, "notify::is-loading", G_CALLBACK(on_is_loading), id);
	g_signal_connect(view, "notify::title", G_CALLBACK(on_title), id);
	g_signal_connect(view, "notify::is-playing-audio", G_CALLBACK(on_audio), id);
	g_signal_connect(view, "notify::is-web-process-responsive", G_CALLBACK(on_responsive), id);
	g_signal_connect(view, "mouse-target-changed", G_CALLBACK(on_target), id);
	g_signal_connect(view, "enter-fullscreen", G_CALLBACK(on_enter_fullscreen), id);
	g_signal_connect(view, "leave-fullscreen", G_CALLBACK(on_leave_fullscreen), id);
	g_signal_connect(view, "scroll-event", G_CALLBACK(on_scroll), id);
	g_signal_connect(view, "script-dialog", G_CALLBACK(on_dialog), id);
	g_signal_connect(view, "close", G_CALLBACK(on_close), id);
	g_signal_connect(view, "context-menu", G_CALLBACK(on_menu), id);
	WebKitFindController *find = webkit_web_view_get_find_controller(view);
	g_signal_connect(find, "found-text", G_CALLBACK(on_found), id);
	g_signal_connect(find, "failed-to-find-text", G_CALLBACK(on_found_none), id);
}

void deskjs_contents_stop(void *view) { webkit_web_view_stop_loading(view); }
void deskjs_contents_reload(void *view) { webkit_web_view_reload(view); }
int deskjs_contents_loading(void *view) { return webkit_web_view_is_loading(view); }

static char *copy(const char *text) { return text ? strdup(text) : NULL; }

char *deskjs_contents_title(void *view) { return copy(webkit_web_view_get_title(view)); }

static void append(GString *text, WebKitBackForwardListItem *item) {
	const char *parts[] = {webkit_back_forward_list_item_get_uri(item), webkit_back_forward_list_item_get_title(item)};
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		const char *part = parts[i] ? parts[i] : "";
		g_string_append_len(text, part, strlen(part) + 1);
	}
}

char *deskjs_contents_history(void *view, int *index, size_t *length) {
	WebKitBackForwardList *list = webkit_web_view_get_back_forward_list(view);
	GString *text = g_string_new(NULL);
	GList *back = webkit_back_forward_list_get_back_list(list); // the nearest first
	*index = -1;
	for (GList *each = g_list_last(back); each; each = each->prev) {
		append(text, each->data);
		(*index)++;
	}
	WebKitBackForwardListItem *current = webkit_back_forward_list_get_current_item(list);
	if (current) {
		append(text, current);
		(*index)++;
	}
	GList *forward = webkit_back_forward_list_get_forward_list(list);
	for (GList *each = forward; each; each = each->next) {
		append(text, each->data);
	}
	g_list_free(back);
	g_list_free(forward);
	*length = text->len;
	char *copied = malloc(text->len + 1);
	if (copied) {
		memcpy(copied, text->str, text->len + 1);
	}
	g_string_free(text, TRUE);
	return copied;
}

void deskjs_contents_go(void *view, int offset) {
	WebKitBackForwardListItem *item =
		webkit_back_forward_list_get_nth_item(webkit_web_view_get_back_forward_list(view), offset);
	if (item) {
		webkit_web_view_go_to_back_forward_list_item(view, item);
	}
}

double deskjs_contents_zoom(void *view) { return webkit_web_view_get_zoom_level(view); }
void deskjs_contents_set_zoom(void *view, double factor) { webkit_web_view_set_zoom_level(view, factor); }

void deskjs_contents_find(void *view, const char *text, int backward, int next, int case_sensitive) {
	WebKitFindController *find = webkit_web_view_get_find_controller(view);
	guint32 options = WEBKIT_FIND_OPTIONS_WRAP_AROUND;
	if (!case_sensitive) {
		options |= WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE;
	}
	if (backward) {
		options |= WEBKIT_FIND_OPTIONS_BACKWARDS;
	}
	if (next && !g_strcmp0(webkit_find_controller_get_search_text(find), text) &&
		!((webkit_find_controller_get_options(find) ^ options) & WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE)) {
		if (backward) {
			webkit_find_controller_search_previous(find);
		} else {
			webkit_find_controller_search_next(find);
		}
		return;
	}
	webkit_find_controller_search(find, text, options, G_MAXUINT);
}

void deskjs_contents_stop_finding(void *view) { webkit_find_controller_search_finish(webkit_web_view_get_find_controller(view)); }

char *deskjs_contents_user_agent(void *view) { return copy(webkit_settings_get_user_agent(webkit_web_view_get_settings(view))); }

void deskjs_contents_set_user_agent(void *view, const char *text) {
	webkit_settings_set_user_agent(webkit_web_view_get_settings(view), *text ? text : NULL);
}

int deskjs_contents_muted(void *view) { return webkit_web_view_get_is_muted(view); }
void deskjs_contents_set_muted(void *view, int muted) { webkit_web_view_set_is_muted(view, muted); }
int deskjs_contents_audible(void *view) { return webkit_web_view_is_playing_audio(view); }
void deskjs_contents_edit(void *view, const char *command) { webkit_web_view_execute_editing_command(view, command); }
void deskjs_contents_end_process(void *view) { webkit_web_view_terminate_web_process(view); }
void deskjs_contents_try_close(void *view) { webkit_web_view_try_close(view); }
void deskjs_contents_download(void *view, const char *url) { g_object_unref(webkit_web_view_download_uri(view, url)); }

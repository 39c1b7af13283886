//go:build linux && cgo

// Messages between a page's relay and Go. The handler is registered in an isolated script world, and the relay is the only
// script in that world: other frames, and the page's own scripts, have no handler to post to.

#include "webkit_linux.h"

static gboolean on_ask(WebKitUserContentManager *content, JSCValue *value, WebKitScriptMessageReply *reply, gpointer id) {
	if (!jsc_value_is_string(value)) {
		webkit_script_message_reply_return_error_message(reply, "only strings can be posted to deskjs");
		return TRUE;
	}
	WebKitWebView *view = g_object_get_data(G_OBJECT(content), DESKJS_WORLD);
	GBytes *bytes = jsc_value_to_string_as_bytes(value);
	gsize length;
	const char *text = g_bytes_get_data(bytes, &length);
	// The reply may come long after this function: it and the context its value is made in must live until then.
	webkit_script_message_reply_ref(reply);
	deskjsGoAsk((uintptr_t)id, reply, g_object_ref(jsc_value_get_context(value)), (char *)text, length,
		(char *)webkit_web_view_get_uri(view));
	g_bytes_unref(bytes);
	return TRUE;
}

void deskjs_view_add_handler(void *view, uintptr_t id) {
	WebKitUserContentManager *content = webkit_web_view_get_user_content_manager(view);
	g_object_set_data(G_OBJECT(content), DESKJS_WORLD, view);
	g_signal_connect(content, "script-message-with-reply-received::" DESKJS_WORLD, G_CALLBACK(on_ask), (gpointer)id);
	webkit_user_content_manager_register_script_message_handler_with_reply(content, DESKJS_WORLD, DESKJS_WORLD);
}

static void add_script(WebKitUserContentManager *content, WebKitUserScript *script) {
	webkit_user_content_manager_add_script(content, script);
	webkit_user_script_unref(script);
}

void deskjs_view_set_scripts(void *view, const char *page, const char *relay) {
	WebKitUserContentManager *content = webkit_web_view_get_user_content_manager(view);
	webkit_user_content_manager_remove_all_scripts(content);
	static const char *const own_pages[] = {"app://localhost/*", NULL};
	if (*page) {
		add_script(content, webkit_user_script_new(page, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
			WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, own_pages, NULL));
	}
	add_script(content, webkit_user_script_new_for_world(relay, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
		WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, DESKJS_WORLD, own_pages, NULL));
}

static void on_evaluated(GObject *view, GAsyncResult *result, gpointer unused) {
	(void)unused;
	GError *error = NULL;
	JSCValue *value = webkit_web_view_evaluate_javascript_finish(WEBKIT_WEB_VIEW(view), result, &error);
	if (value) {
		g_object_unref(value);
	} else {
		if (g_error_matches(error, WEBKIT_JAVASCRIPT_ERROR, WEBKIT_JAVASCRIPT_ERROR_SCRIPT_FAILED)) {
			g_printerr("A script that the host ran in the page failed: %s\n", error->message);
		}
		g_error_free(error);
	}
}

void deskjs_view_evaluate(void *view, const char *script, ptrdiff_t length, int in_page) {
	webkit_web_view_evaluate_javascript(view, script, length, in_page ? NULL : DESKJS_WORLD, NULL, NULL, on_evaluated, NULL);
}

static void release(WebKitScriptMessageReply *reply, JSCContext *context) {
	webkit_script_message_reply_unref(reply);
	g_object_unref(context);
}

void deskjs_reply_text(void *reply, void *context, const char *text, size_t length) {
	// Go's memory: the string is made from it before this function returns.
	GBytes *bytes = g_bytes_new_static(text, length);
	JSCValue *value = jsc_value_new_string_from_bytes(context, bytes);
	g_bytes_unref(bytes);
	webkit_script_message_reply_return_value(reply, value);
	g_object_unref(value);
	release(reply, context);
}

void deskjs_reply_error(void *reply, void *context, const char *message) {
	webkit_script_message_reply_return_error_message(reply, message);
	release(reply, context);
}

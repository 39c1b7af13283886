//go:build linux && cgo

// The app:// scheme: requests of pages go to Go, responses come back as bytes or through a pipe.

#include <gio/gunixinputstream.h>
#include <string.h>

#include "webkit_linux.h"

static void add_header(const char *name, const char *value, gpointer text) {
	g_string_append_len(text, name, strlen(name) + 1);
	g_string_append_len(text, value, strlen(value) + 1);
}

static void on_request(WebKitURISchemeRequest *request, gpointer unused) {
	(void)unused;
	GString *text = g_string_new(NULL); // name, zero, value, zero, and so on
	SoupMessageHeaders *headers = webkit_uri_scheme_request_get_http_headers(request);
	if (headers) {
		soup_message_headers_foreach(headers, add_header, text);
	}
	// While a document is loaded this is its own address already.
	WebKitWebView *view = webkit_uri_scheme_request_get_web_view(request);
	deskjsGoServe(g_object_ref(request), (char *)webkit_uri_scheme_request_get_http_method(request),
		(char *)webkit_uri_scheme_request_get_uri(request), view ? (char *)webkit_web_view_get_uri(view) : NULL, text->str, text->len);
	g_string_free(text, TRUE);
}

// Never as "local": workers and response headers stop working then.
void deskjs_register_scheme(void *context, const char *name, int secure, int cors, int no_access) {
	webkit_web_context_register_uri_scheme(context, name, on_request, NULL, NULL);
	WebKitSecurityManager *security = webkit_web_context_get_security_manager(context);
	if (secure) {
		webkit_security_manager_register_uri_scheme_as_secure(security, name);
	}
	if (cors) {
		webkit_security_manager_register_uri_scheme_as_cors_enabled(security, name);
	}
	if (no_access) {
		webkit_security_manager_register_uri_scheme_as_no_access(security, name);
	}
}

void *deskjs_body_open(void *request) { return webkit_uri_scheme_request_get_http_body(request); }

ptrdiff_t deskjs_body_read(void *body, void *buffer, size_t size) {
	return g_input_stream_read(body, buffer, size, NULL, NULL);
}

void deskjs_body_close(void *body) { g_object_unref(body); }

static void finish(WebKitURISchemeRequest *request, GInputStream *stream, gint64 length, int status, const char *type,
	const char *headers, size_t headers_length) {
	WebKitURISchemeResponse *response = webkit_uri_scheme_response_new(stream, length);
	webkit_uri_scheme_response_set_status(response, status, NULL);
	webkit_uri_scheme_response_set_content_type(response, type);
	SoupMessageHeaders *list = soup_message_headers_new(SOUP_MESSAGE_HEADERS_RESPONSE);
	for (const char *name = headers; name < headers + headers_length;) {
		const char *value = name + strlen(name) + 1;
		soup_message_headers_append(list, name, value);
		name = value + strlen(value) + 1;
	}
	webkit_uri_scheme_response_set_http_headers(response, list); // owns the list from here on
	webkit_uri_scheme_request_finish_with_response(request, response);
	g_object_unref(response);
	g_object_unref(stream);
	g_object_unref(request);
}

void deskjs_request_finish(void *request, int status, const char *type, const char *headers, size_t headers_length,
	const void *data, size_t length, uintptr_t pin) {
	finish(request, deskjs_stream_new(data, length, pin), (gint64)length, status, type, headers, headers_length);
}

void deskjs_request_finish_pipe(void *request, int status, const char *type, const char *headers, size_t headers_length,
	int fd, int64_t length) {
	finish(request, g_unix_input_stream_new(fd, TRUE), length, status, type, headers, headers_length);
}

//go:build linux && cgo

// Downloads of a session. A download waits until Go says where it goes.

#include "session_linux.h"
#include "webkit_linux.h"

static gboolean on_destination(WebKitDownload *download, char *name, gpointer session) {
	WebKitURIResponse *response = webkit_download_get_response(download);
	const char *type = webkit_uri_response_get_mime_type(response);
	SoupMessageHeaders *headers = webkit_uri_response_get_http_headers(response);
	const char *disposition = headers ? soup_message_headers_get_one(headers, "Content-Disposition") : NULL;
	deskjsGoDownload((uintptr_t)session, g_object_ref(download), webkit_download_get_web_view(download),
		(char *)webkit_uri_request_get_uri(webkit_download_get_request(download)), name, (char *)type, (char *)disposition,
		(int64_t)webkit_uri_response_get_content_length(response));
	return TRUE;
}

static void on_data(WebKitDownload *download, guint64 length, gpointer session) {
	(void)length, (void)session;
	deskjsGoDownloaded(download, (int64_t)webkit_download_get_received_data_length(download));
}

static void on_failed(WebKitDownload *download, GError *error, gpointer session) {
	(void)session;
	gboolean cancelled = g_error_matches(error, WEBKIT_DOWNLOAD_ERROR, WEBKIT_DOWNLOAD_ERROR_CANCELLED_BY_USER);
	deskjsGoDownloadDone(download, cancelled ? "cancelled" : "interrupted", error->message);
}

static void on_finished(WebKitDownload *download, gpointer session) {
	(void)session;
	deskjsGoDownloadDone(download, "completed", ""); // after a failure nobody knows of the download any more
}

static void on_started(WebKitWebContext *context, WebKitDownload *download, gpointer session) {
	(void)context;
	webkit_download_set_allow_overwrite(download, TRUE);
	g_signal_connect(download, "decide-destination", G_CALLBACK(on_destination), session);
	g_signal_connect(download, "received-data", G_CALLBACK(on_data), session);
	g_signal_connect(download, "failed", G_CALLBACK(on_failed), session);
	g_signal_connect(download, "finished", G_CALLBACK(on_finished), session);
}

void deskjs_download_connect(void *context, uintptr_t id) {
	g_signal_connect(context, "download-started", G_CALLBACK(on_started), (gpointer)id);
}

void deskjs_download_save(void *download, const char *path) {
	char *url = g_filename_to_uri(path, NULL, NULL);
	if (url) {
		webkit_download_set_destination(download, url);
		g_free(url);
	} else {
		webkit_download_cancel(download);
	}
}

void deskjs_download_cancel(void *download) { webkit_download_cancel(download); }
void deskjs_download_forget(void *download) { g_object_unref(download); }

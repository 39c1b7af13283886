//go:build linux && cgo

// What a page may do on its own, and what becomes of it: navigation, permissions, loading, the end of its process.

#include <string.h>

#include "contents_linux.h"
#include "session_linux.h"
#include "webkit_linux.h"

// As contents.go's Navigation, for deskjsGoNavigation.
enum { TOP = 1, GESTURE = 2, LINK = 4, REDIRECT = 8, HISTORY = 16, WINDOW = 32 };

static int flags_of(WebKitNavigationAction *action) {
	int flags = webkit_navigation_action_is_user_gesture(action) ? GESTURE : 0;
	switch (webkit_navigation_action_get_navigation_type(action)) {
	case WEBKIT_NAVIGATION_TYPE_LINK_CLICKED:
		flags |= LINK;
		break;
	case WEBKIT_NAVIGATION_TYPE_BACK_FORWARD:
	case WEBKIT_NAVIGATION_TYPE_RELOAD:
		flags |= HISTORY;
		break;
	default:
		break;
	}
	return webkit_navigation_action_is_redirect(action) ? flags | REDIRECT : flags;
}

static char *address_of(WebKitNavigationAction *action) {
	return (char *)webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));
}

// What a page can't show, or what its server would rather have saved, is downloaded.
static gboolean is_download(WebKitResponsePolicyDecision *decision) {
	if (!webkit_response_policy_decision_is_mime_type_supported(decision)) {
		return TRUE;
	}
	SoupMessageHeaders *headers = webkit_uri_response_get_http_headers(webkit_response_policy_decision_get_response(decision));
	const char *disposition = headers ? soup_message_headers_get_one(headers, "Content-Disposition") : NULL;
	return disposition && !g_ascii_strncasecmp(disposition, "attachment", strlen("attachment"));
}

static gboolean on_decide_policy(
	WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer id) {
	(void)view;
	if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
		WebKitResponsePolicyDecision *response = WEBKIT_RESPONSE_POLICY_DECISION(decision);
		gboolean top = webkit_response_policy_decision_is_main_frame_main_resource(response);
		WebKitURIRequest *request = webkit_response_policy_decision_get_request(response);
		if (!deskjsGoResponse((uintptr_t)id, (char *)webkit_uri_request_get_uri(request), top)) {
			webkit_policy_decision_ignore(decision);
		} else if (is_download(response)) {
			webkit_policy_decision_download(decision);
		} else {
			return FALSE; // WebKit goes on as it would
		}
		return TRUE;
	}
	WebKitNavigationAction *action =
		webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
	int flags = flags_of(action);
	if (type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION) {
		const char *name = webkit_navigation_action_get_frame_name(action);
		deskjsGoNavigation((uintptr_t)id, address_of(action), (char *)name, flags | WINDOW, NULL);
		webkit_policy_decision_ignore(decision);
		return TRUE;
	}
	// Which frame it is cannot be told here; the response tells it.
	deskjsGoNavigation((uintptr_t)id, address_of(action), NULL, flags, g_object_ref(decision));
	return TRUE;
}

void deskjs_decide(void *decision, int allowed) {
	if (allowed) {
		webkit_policy_decision_use(decision);
	} else {
		webkit_policy_decision_ignore(decision);
	}
	g_object_unref(decision);
}

// window.open comes here, without a decision before.
static GtkWidget *on_create(WebKitWebView *view, WebKitNavigationAction *action, gpointer id) {
	(void)view;
	const char *name = webkit_navigation_action_get_frame_name(action);
	deskjsGoNavigation((uintptr_t)id, address_of(action), (char *)name, flags_of(action) | WINDOW, NULL);
	return NULL;
}

static gboolean on_permission(WebKitWebView *view, WebKitPermissionRequest *request, gpointer id) {
	(void)view;
	const char *kind = g_type_name_from_instance((GTypeInstance *)request);
	int audio = 0, video = 0;
	if (WEBKIT_IS_USER_MEDIA_PERMISSION_REQUEST(request)) {
		audio = webkit_user_media_permission_is_for_audio_device(WEBKIT_USER_MEDIA_PERMISSION_REQUEST(request));
		video = webkit_user_media_permission_is_for_video_device(WEBKIT_USER_MEDIA_PERMISSION_REQUEST(request));
	}
	deskjsGoPermission((uintptr_t)id, (char *)kind, audio, video, g_object_ref(request));
	return TRUE;
}

void deskjs_permit(void *request, int allowed) {
	if (allowed) {
		webkit_permission_request_allow(request);
	} else {
		webkit_permission_request_deny(request);
	}
	g_object_unref(request);
}

static void on_process_gone(WebKitWebView *view, WebKitWebProcessTerminationReason reason, gpointer id) {
	(void)view;
	char *text = "crashed";
	if (reason == WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT) {
		text = "exceeded-memory";
	} else if (reason == WEBKIT_WEB_PROCESS_TERMINATED_BY_API) {
		text = "terminated";
	}
	deskjsGoProcessGone((uintptr_t)id, text);
}

void deskjs_view_connect(void *view, uintptr_t id) {
	g_signal_connect(view, "decide-policy", G_CALLBACK(on_decide_policy), (gpointer)id);
	g_signal_connect(view, "create", G_CALLBACK(on_create), (gpointer)id);
	g_signal_connect(view, "permission-request", G_CALLBACK(on_permission), (gpointer)id);
	g_signal_connect(view, "web-process-terminated", G_CALLBACK(on_process_gone), (gpointer)id);
}

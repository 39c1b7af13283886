//go:build linux && cgo

// What a page may do on its own, and what becomes of it: navigation, permissions, loading, the end of its process.

#include <stdio.h>

#include "webkit_linux.h"

static gboolean on_decide_policy(
	WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer id) {
	(void)view;
	if (type == WEBKIT_POLICY_DECISION_TYPE_NEW_WINDOW_ACTION) {
		WebKitNavigationAction *action =
			webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
		deskjsGoRefused((uintptr_t)id, "a new window for",
			(char *)webkit_uri_request_get_uri(webkit_navigation_action_get_request(action)));
		webkit_policy_decision_ignore(decision);
		return TRUE;
	}
	WebKitURIRequest *request;
	gboolean top = FALSE;
	if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION) {
		// Which frame it is cannot be told here; the response tells it.
		WebKitNavigationAction *action =
			webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
		request = webkit_navigation_action_get_request(action);
	} else {
		WebKitResponsePolicyDecision *response = WEBKIT_RESPONSE_POLICY_DECISION(decision);
		top = webkit_response_policy_decision_is_main_frame_main_resource(response);
		request = webkit_response_policy_decision_get_request(response);
	}
	if (deskjsGoNavigation((uintptr_t)id, (char *)webkit_uri_request_get_uri(request), top)) {
		return FALSE; // WebKit goes on as it would
	}
	webkit_policy_decision_ignore(decision);
	return TRUE;
}

// window.open comes here, without a decision before.
static GtkWidget *on_create(WebKitWebView *view, WebKitNavigationAction *action, gpointer id) {
	(void)view;
	deskjsGoRefused((uintptr_t)id, "a new window for",
		(char *)webkit_uri_request_get_uri(webkit_navigation_action_get_request(action)));
	return NULL;
}

static gboolean on_permission(WebKitWebView *view, WebKitPermissionRequest *request, gpointer id) {
	(void)view;
	// Which frame asks cannot be told here, and none is granted any.
	char what[200];
	snprintf(what, sizeof what, "a permission that the page asked for: %s", g_type_name_from_instance((GTypeInstance *)request));
	deskjsGoRefused((uintptr_t)id, what, NULL);
	webkit_permission_request_deny(request);
	return TRUE;
}

static void on_load_changed(WebKitWebView *view, WebKitLoadEvent event, gpointer id) {
	(void)view;
	if (event == WEBKIT_LOAD_FINISHED) {
		deskjsGoLoaded((uintptr_t)id);
	}
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
	g_signal_connect(view, "load-changed", G_CALLBACK(on_load_changed), (gpointer)id);
	g_signal_connect(view, "web-process-terminated", G_CALLBACK(on_process_gone), (gpointer)id);
}

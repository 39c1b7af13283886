//go:build linux && cgo

// Web contexts, one for each session, and the web views made in them.

#include <time.h>

#include "session_linux.h"
#include "webkit_linux.h"

static WebKitWebContext *next; // the one of the next view
static WebKitWebView *newest; // the view WebKitWebDriver gets when it asks for one
static WebKitWebView *beside; // whose process the next view shares
static WebKitWebContext *automated;

int deskjs_init_toolkit(const char *app_id, const char *app_name) {
	// The program name is the application id on Wayland and half of WM_CLASS on X11: desktops group windows by it.
	g_set_prgname(app_id);
	g_set_application_name(app_name);
	gdk_set_program_class(app_id);
	return gtk_init_check(NULL, NULL);
}

static void forget_newest(gpointer unused, GObject *gone) {
	(void)unused;
	if ((gpointer)newest == (gpointer)gone) {
		newest = NULL;
	}
}

static WebKitWebView *on_create_web_view(WebKitAutomationSession *session, gpointer unused) {
	(void)session;
	(void)unused;
	// The app's backend opens the first window, maybe: whoever drives the app is there before it.
	time_t end = time(NULL) + 20;
	while (newest == NULL && time(NULL) < end) {
		g_main_context_iteration(NULL, TRUE);
	}
	return newest;
}

static void on_automation_started(WebKitWebContext *source, WebKitAutomationSession *session, gpointer unused) {
	(void)source;
	(void)unused;
	WebKitApplicationInfo *info = webkit_application_info_new();
	webkit_application_info_set_name(info, g_get_prgname());
	webkit_automation_session_set_application_info(session, info);
	webkit_application_info_unref(info);
	g_signal_connect(session, "create-web-view", G_CALLBACK(on_create_web_view), NULL);
}

const char *deskjs_version(void) {
	static char version[32];
	g_snprintf(version, sizeof version, "%u.%u.%u", webkit_get_major_version(), webkit_get_minor_version(), webkit_get_micro_version());
	return version;
}

static WebKitMemoryPressureSettings *memory_settings(int megabytes) {
	WebKitMemoryPressureSettings *settings = webkit_memory_pressure_settings_new();
	webkit_memory_pressure_settings_set_memory_limit(settings, megabytes);
	webkit_memory_pressure_settings_set_kill_threshold(settings, 1);
	return settings;
}

void *deskjs_session_new(const char *data, const char *cache, int automation, int page_memory) {
	WebKitWebsiteDataManager *manager =
		data ? webkit_website_data_manager_new("base-data-directory", data, "base-cache-directory", cache, NULL)
			 : webkit_website_data_manager_new_ephemeral();
	WebKitMemoryPressureSettings *memory = page_memory > 0 ? memory_settings(page_memory) : NULL;
	// A page of another site gets another process: it shares none with the app's own.
	WebKitWebContext *context = g_object_new(WEBKIT_TYPE_WEB_CONTEXT, "website-data-manager", manager, "memory-pressure-settings", memory,
		"process-swap-on-cross-site-navigation-enabled", TRUE, NULL);
	if (memory) {
		webkit_memory_pressure_settings_free(memory);
	}
	g_object_unref(manager);
	// Everything comes from memory or from the payload: caching it once more would only cost memory.
	webkit_web_context_set_cache_model(context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
	if (automation) {
		automated = context;
		webkit_web_context_set_automation_allowed(context, TRUE);
		g_signal_connect(context, "automation-started", G_CALLBACK(on_automation_started), NULL);
	}
	return context;
}

void deskjs_use_session(void *context) { next = context; }

void deskjs_view_beside(void *view) { beside = view; }

void *deskjs_new_web_view(void) {
	WebKitUserContentManager *content = webkit_user_content_manager_new();
	if (beside) { // it has its context, and whether a WebDriver drives it, from there
		newest = g_object_new(WEBKIT_TYPE_WEB_VIEW, "related-view", beside, "user-content-manager", content, NULL);
	} else {
		newest = g_object_new(WEBKIT_TYPE_WEB_VIEW, "web-context", next, "user-content-manager", content,
			"is-controlled-by-automation", next == automated, NULL);
	}
	beside = NULL;
	g_object_weak_ref(G_OBJECT(newest), forget_newest, NULL);
	g_object_unref(content);
	return newest;
}

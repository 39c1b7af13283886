//go:build linux && cgo

// What the pages of some windows share.

#include <stdlib.h>
#include <string.h>

#include "session_linux.h"
#include "webkit_linux.h"

static WebKitWebsiteDataManager *data_of(void *context) { return webkit_web_context_get_website_data_manager(context); }

static void on_cleared(GObject *manager, GAsyncResult *result, gpointer answer) {
	GError *error = NULL;
	webkit_website_data_manager_clear_finish(WEBKIT_WEBSITE_DATA_MANAGER(manager), result, &error);
	deskjsGoAnswer((uintptr_t)answer, NULL, 0, error ? error->message : NULL, 0);
	g_clear_error(&error);
}

void deskjs_session_clear(void *context, unsigned kinds, uintptr_t answer) {
	if (kinds & (WEBKIT_WEBSITE_DATA_DISK_CACHE | WEBKIT_WEBSITE_DATA_MEMORY_CACHE)) {
		webkit_web_context_clear_cache(context);
	}
	webkit_website_data_manager_clear(data_of(context), kinds, 0, NULL, on_cleared, (gpointer)answer);
}

static void on_sizes(GObject *manager, GAsyncResult *result, gpointer answer) {
	GError *error = NULL;
	GList *list = webkit_website_data_manager_fetch_finish(WEBKIT_WEBSITE_DATA_MANAGER(manager), result, &error);
	guint64 size = 0;
	for (GList *each = list; each; each = each->next) {
		size += webkit_website_data_get_size(each->data, WEBKIT_WEBSITE_DATA_DISK_CACHE);
	}
	g_list_free_full(list, (GDestroyNotify)webkit_website_data_unref);
	char text[32];
	g_snprintf(text, sizeof text, "%" G_GUINT64_FORMAT, size);
	deskjsGoAnswer((uintptr_t)answer, text, strlen(text), error ? error->message : NULL, 0);
	g_clear_error(&error);
}

void deskjs_session_size(void *context, uintptr_t answer) {
	webkit_website_data_manager_fetch(data_of(context), WEBKIT_WEBSITE_DATA_DISK_CACHE, NULL, on_sizes, (gpointer)answer);
}

void deskjs_session_proxy(void *context, int mode, const char *usual, const char *const *bypass, const char *const *schemes) {
	if (mode != WEBKIT_NETWORK_PROXY_MODE_CUSTOM) {
		webkit_website_data_manager_set_network_proxy_settings(data_of(context), mode, NULL);
		return;
	}
	WebKitNetworkProxySettings *settings = webkit_network_proxy_settings_new(*usual ? usual : NULL, bypass);
	for (; *schemes; schemes += 2) {
		webkit_network_proxy_settings_add_proxy_for_scheme(settings, schemes[0], schemes[1]);
	}
	webkit_website_data_manager_set_network_proxy_settings(data_of(context), mode, settings);
	webkit_network_proxy_settings_free(settings);
}

void deskjs_session_spelling(void *context, int enabled, const char *const *languages) {
	webkit_web_context_set_spell_checking_enabled(context, enabled);
	if (*languages) {
		webkit_web_context_set_spell_checking_languages(context, languages);
	}
}

int deskjs_session_spelled(void *context, char **languages) {
	const char *const *list = webkit_web_context_get_spell_checking_languages(context);
	char *joined = list ? g_strjoinv(",", (char **)list) : NULL;
	*languages = strdup(joined ? joined : "");
	g_free(joined);
	return webkit_web_context_get_spell_checking_enabled(context);
}

//go:build linux && cgo

// Cookies of a session.

#include <string.h>

#include "session_linux.h"
#include "webkit_linux.h"

static WebKitCookieManager *cookies_of(void *context) {
	return webkit_website_data_manager_get_cookie_manager(webkit_web_context_get_website_data_manager(context));
}

static void add(GString *text, const char *part) { g_string_append_len(text, part ? part : "", part ? (gssize)strlen(part) + 1 : 1); }

static void add_number(GString *text, gint64 number) {
	char digits[32];
	g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, number);
	add(text, digits);
}

static void answer_cookies(uintptr_t answer, GList *list, GError *error) {
	GString *text = g_string_new(NULL);
	for (GList *each = list; each; each = each->next) {
		SoupCookie *cookie = each->data;
		GDateTime *expires = soup_cookie_get_expires(cookie);
		add(text, soup_cookie_get_name(cookie));
		add(text, soup_cookie_get_value(cookie));
		add(text, soup_cookie_get_domain(cookie));
		add(text, soup_cookie_get_path(cookie));
		add_number(text, (soup_cookie_get_secure(cookie) ? 1 : 0) | (soup_cookie_get_http_only(cookie) ? 2 : 0));
		add_number(text, expires ? g_date_time_to_unix(expires) : 0);
		add_number(text, soup_cookie_get_same_site_policy(cookie));
	}
	deskjsGoAnswer(answer, text->str, text->len, error ? error->message : NULL, 0);
	g_string_free(text, TRUE);
	g_list_free_full(list, (GDestroyNotify)soup_cookie_free);
	g_clear_error(&error);
}

static void on_some(GObject *manager, GAsyncResult *result, gpointer answer) {
	GError *error = NULL;
	GList *list = webkit_cookie_manager_get_cookies_finish(WEBKIT_COOKIE_MANAGER(manager), result, &error);
	answer_cookies((uintptr_t)answer, list, error);
}

static void on_all(GObject *manager, GAsyncResult *result, gpointer answer) {
	GError *error = NULL;
	GList *list = webkit_cookie_manager_get_all_cookies_finish(WEBKIT_COOKIE_MANAGER(manager), result, &error);
	answer_cookies((uintptr_t)answer, list, error);
}

void deskjs_cookies(void *context, const char *url, uintptr_t answer) {
	if (*url) {
		webkit_cookie_manager_get_cookies(cookies_of(context), url, NULL, on_some, (gpointer)answer);
	} else {
		webkit_cookie_manager_get_all_cookies(cookies_of(context), NULL, on_all, (gpointer)answer);
	}
}

static SoupCookie *make(const struct deskjs_cookie *wanted) {
	SoupCookie *cookie = soup_cookie_new(wanted->name, wanted->value, wanted->domain, wanted->path, -1);
	soup_cookie_set_secure(cookie, wanted->secure);
	soup_cookie_set_http_only(cookie, wanted->http_only);
	soup_cookie_set_same_site_policy(cookie, wanted->same_site);
	if (wanted->expires) {
		GDateTime *expires = g_date_time_new_from_unix_utc(wanted->expires);
		soup_cookie_set_expires(cookie, expires);
		g_date_time_unref(expires);
	}
	return cookie;
}

static void on_set(GObject *manager, GAsyncResult *result, gpointer answer) {
	GError *error = NULL;
	webkit_cookie_manager_add_cookie_finish(WEBKIT_COOKIE_MANAGER(manager), result, &error);
	deskjsGoAnswer((uintptr_t)answer, NULL, 0, error ? error->message : NULL, 0);
	g_clear_error(&error);
}

void deskjs_cookie_set(void *context, const struct deskjs_cookie *wanted, uintptr_t answer) {
	SoupCookie *cookie = make(wanted);
	webkit_cookie_manager_add_cookie(cookies_of(context), cookie, NULL, on_set, (gpointer)answer);
	soup_cookie_free(cookie);
}

static void on_removed(GObject *manager, GAsyncResult *result, gpointer answer) {
	GError *error = NULL;
	webkit_cookie_manager_delete_cookie_finish(WEBKIT_COOKIE_MANAGER(manager), result, &error);
	deskjsGoAnswer((uintptr_t)answer, NULL, 0, error ? error->message : NULL, 0);
	g_clear_error(&error);
}

void deskjs_cookie_remove(void *context, const struct deskjs_cookie *wanted, uintptr_t answer) {
	SoupCookie *cookie = make(wanted);
	webkit_cookie_manager_delete_cookie(cookies_of(context), cookie, NULL, on_removed, (gpointer)answer);
	soup_cookie_free(cookie);
}

static void on_changed(WebKitCookieManager *manager, gpointer id) {
	(void)manager;
	deskjsGoCookies((uintptr_t)id);
}

void deskjs_cookie_connect(void *context, const char *file, uintptr_t id) {
	WebKitCookieManager *manager = cookies_of(context);
	if (file) {
		webkit_cookie_manager_set_persistent_storage(manager, file, WEBKIT_COOKIE_PERSISTENT_STORAGE_SQLITE);
	}
	g_signal_connect(manager, "changed", G_CALLBACK(on_changed), (gpointer)id);
}

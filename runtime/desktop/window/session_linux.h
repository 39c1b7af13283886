// The C half of Session and Download, as Go sees it: session_linux.c, cookie_linux.c and download_linux.c. Lists are texts, each ended by
// a zero.
#ifndef DESKJS_SESSION_H
#define DESKJS_SESSION_H

#include <stddef.h>
#include <stdint.h>

// A WebKitWebContext; data and cache are NULL for one in memory. automation is for one alone.
void *deskjs_session_new(const char *data, const char *cache, int automation, int page_memory);
void deskjs_use_session(void *context); // for the next view
void deskjs_session_clear(void *context, unsigned kinds, uintptr_t answer);
void deskjs_session_size(void *context, uintptr_t answer);
void deskjs_session_proxy(void *context, int mode, const char *usual, const char *const *bypass, const char *const *schemes);
void deskjs_session_spelling(void *context, int enabled, const char *const *languages);
int deskjs_session_spelled(void *context, char **languages); // to be freed with free(), joined by commas

// cookie_linux.c. The answer is seven texts for each: name, value, domain, path, flags (1 secure, 2 HTTP only), expiry in Unix seconds
// or 0, same-site policy (0 none, 1 lax, 2 strict).
struct deskjs_cookie {
	const char *name, *value, *domain, *path;
	int secure, http_only, same_site;
	int64_t expires;
};
void deskjs_cookies(void *context, const char *url, uintptr_t answer);
void deskjs_cookie_set(void *context, const struct deskjs_cookie *cookie, uintptr_t answer);
void deskjs_cookie_remove(void *context, const struct deskjs_cookie *cookie, uintptr_t answer);
void deskjs_cookie_connect(void *context, const char *file, uintptr_t id);

// download_linux.c
void deskjs_download_connect(void *context, uintptr_t id);
void deskjs_download_save(void *download, const char *path);
void deskjs_download_cancel(void *download);
void deskjs_download_forget(void *download);

// policy_linux.c: request is what deskjsGoPermission got.
void deskjs_permit(void *request, int allowed);

#endif

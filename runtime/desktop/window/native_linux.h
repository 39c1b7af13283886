// The C half of the driver, as Go sees it. It names no GTK type, so that cgo need not read GTK's headers.
#ifndef DESKJS_NATIVE_H
#define DESKJS_NATIVE_H

#include <stddef.h>
#include <stdint.h>

// symbols_linux.c: opens the libraries. Returns 0, or 1 with the name of what failed and why.
int deskjs_load_libraries(const char **library, const char **reason);

// context_linux.c
int deskjs_init_toolkit(const char *app_id, const char *app_name); // 0 when there is no display
const char *deskjs_version(void); // of WebKitGTK
void deskjs_view_beside(void *view); // the next view shares this one's process; NULL: nobody's
void *deskjs_new_web_view(void);

// egl_linux.c
void deskjs_forgo_egl(void);

// theme_linux.c
void deskjs_view_follow_theme(void *view);

// signals_linux.c: the first before the libraries do anything; the second, once they have started, makes WebKit's fault
// handlers run on the stack that Go wants them on.
void deskjs_yield_collector_signal(void);
void deskjs_restore_signal_stack(void);

// loop_linux.c
void deskjs_run(void);
void deskjs_quit(void);
void deskjs_wake(void);
unsigned deskjs_watch(int fd, uintptr_t id);
void deskjs_unwatch(unsigned source);

// view_linux.c
void *deskjs_window_new(uintptr_t id, const char *title, int width, int height, int min_width, int min_height);
void *deskjs_window_view(void *window);
void deskjs_window_hide(void *window);
void deskjs_window_destroy(void *window);
void deskjs_window_set_title(void *window, const char *title);
void deskjs_window_focus(void *window);
void deskjs_view_load(void *view, const char *url);
void deskjs_view_reload(void *view);
char *deskjs_view_url(void *view); // to be freed with free(); NULL when nothing is loaded
void deskjs_view_secure(void *view);
void deskjs_view_quiet(void *view);
void deskjs_view_inspect(void *view);

// input_linux.c: type 0 is a movement, 1 a button that goes down, 2 one that goes up.
void deskjs_view_pointer(void *view, int type, double x, double y, int button, int modifiers, int held);
void deskjs_view_wheel(void *view, double x, double y, double dx, double dy, int modifiers);
void deskjs_view_key(void *view, int down, unsigned key, int modifiers);

// keys_linux.c
void deskjs_keys_connect(void *window, void *view, uintptr_t id);
void deskjs_keys_watch(void *view, int on);
void deskjs_key_pass(void *view, void *event); // event is what deskjsGoKey got, which is gone then; NULL has it go nowhere

// policy_linux.c
void deskjs_view_connect(void *view, uintptr_t id);

// message_linux.c
void deskjs_view_add_handler(void *view, uintptr_t id);
void deskjs_view_set_scripts(void *view, const char *page, const char *relay);
void deskjs_view_evaluate(void *view, const char *script, ptrdiff_t length, int in_page);
void deskjs_reply_text(void *reply, void *context, const char *text, size_t length);
void deskjs_reply_error(void *reply, void *context, const char *message);

// scheme_linux.c
void deskjs_register_scheme(void *context, const char *name, int secure, int cors, int no_access);
ptrdiff_t deskjs_body_read(void *body, void *buffer, size_t size);
void *deskjs_body_open(void *request);
void deskjs_body_close(void *body);
void deskjs_request_finish(void *request, int status, const char *type, const char *headers, size_t headers_length,
	const void *data, size_t length, uintptr_t pin);
void deskjs_request_finish_pipe(void *request, int status, const char *type, const char *headers, size_t headers_length,
	int fd, int64_t length);

#endif

// The C half of Contents, as Go sees it: contents_linux.c, files_linux.c, inspect_linux.c, print_linux.c, script_linux.c.
#ifndef DESKJS_CONTENTS_H
#define DESKJS_CONTENTS_H

#include <stddef.h>
#include <stdint.h>

void deskjs_contents_connect(void *view, uintptr_t id);
void deskjs_contents_stop(void *view);
void deskjs_contents_reload(void *view);
int deskjs_contents_loading(void *view);
char *deskjs_contents_title(void *view); // to be freed with free(), as the texts below
char *deskjs_contents_history(void *view, int *index, size_t *length); // URL, zero, title, zero, and so on
void deskjs_contents_go(void *view, int offset);
double deskjs_contents_zoom(void *view);
void deskjs_contents_set_zoom(void *view, double factor);
void deskjs_contents_find(void *view, const char *text, int backward, int next, int case_sensitive);
void deskjs_contents_stop_finding(void *view);
char *deskjs_contents_user_agent(void *view);
void deskjs_contents_set_user_agent(void *view, const char *text);
int deskjs_contents_muted(void *view);
void deskjs_contents_set_muted(void *view, int muted);
int deskjs_contents_audible(void *view);
void deskjs_contents_edit(void *view, const char *command);
void deskjs_contents_own_menu(void *view, int own);
void deskjs_contents_end_process(void *view);
void deskjs_contents_try_close(void *view);
void deskjs_contents_unload(void *dialog, int leave); // dialog is what deskjsGoUnload got
void deskjs_contents_download(void *view, const char *url);

// A navigation that was put off: decision is what deskjsGoNavigation got.
void deskjs_decide(void *decision, int allowed);

// files_linux.c
void deskjs_view_watch_files(void *view, uintptr_t id);
void deskjs_view_mark_drop(void *view, const char *mark);
void deskjs_view_close_chooser(void *view); // the dialog, before the window goes that it belongs to

// inspect_linux.c
void deskjs_inspect_connect(void *view, uintptr_t id);
void deskjs_inspect(void *view, int detached);
void deskjs_inspect_end(void *view);
int deskjs_inspected(void *view);

// script_linux.c: what comes of them is told to deskjsGoAnswer. body is that of an async function.
void deskjs_call(void *view, const char *body, ptrdiff_t length, int isolated, uintptr_t id);
void deskjs_evaluate(void *view, const char *script, ptrdiff_t length, uintptr_t id);
void deskjs_capture(void *view, int x, int y, int width, int height, uintptr_t id);

// print_linux.c
struct deskjs_printing {
	int silent, landscape, copies, backgrounds, grey, collate, page_style;
	double width, height, top, bottom, left, right, scale;
	const char *printer, *pages, *duplex, *file; // "" for what is not said; file makes a PDF
};
void deskjs_print(void *view, const struct deskjs_printing *how, uintptr_t id);

#endif

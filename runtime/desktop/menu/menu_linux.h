// The C half of the driver, as Go sees it. It names no GTK type, so that cgo need not read GTK's headers. All of it belongs to the UI thread.
#ifndef DESKJS_MENU_H
#define DESKJS_MENU_H

#include <stddef.h>
#include <stdint.h>

// symbols_linux.c: finds the functions of the libraries. 0, or 1 with the name of what failed and why.
int deskjs_menu_load(const char **library, const char **reason);

// items_linux.c: the items of a bar or of a menu. tree is the number by which Go knows what they belong to.
enum { DESKJS_ITEM, DESKJS_SEPARATOR, DESKJS_CHECK, DESKJS_RADIO };
void *deskjs_menu_append(void *shell, uint32_t tree, uint32_t id, int type, const char *label);
void *deskjs_menu_submenu(void *item, uint32_t tree, uint32_t id);
void deskjs_menu_set_label(void *item, const char *label);
void deskjs_menu_set_accelerator(void *item, unsigned key, int modifiers);
void deskjs_menu_set_icon(void *item, const void *png, size_t length);
void deskjs_menu_set_texts(void *item, const char *tool_tip, const char *accessible);
void deskjs_menu_set_state(void *item, int enabled, int visible);
void deskjs_menu_set_checked(void *item, int checked);
void deskjs_menu_set_right_to_left(void);

// bar_linux.c: the bar of a window.
void *deskjs_bar_new(void *window, uint32_t id);
void deskjs_bar_destroy(void *bar);
void deskjs_bar_set_visible(void *bar, int visible);
int deskjs_bar_visible(void *bar);
void deskjs_bar_open(void *bar); // as F10 does

// popup_linux.c: a menu by itself. x and y are in the page; without them it is where the pointer is. Returns 0 if it could not
// be shown.
void *deskjs_popup_new(void *window, uint32_t tree);
int deskjs_popup_show(void *menu, void *window, int placed, int x, int y);
void deskjs_popup_cancel(void *menu);
void deskjs_popup_destroy(void *menu);

// window_linux.c: what a window hears. id is the backend's.
void deskjs_menu_attach(void *window, uint32_t id);

// page_linux.c: the context menu that a page has by itself. words are the labels of its items, in the order of page_linux.c's table.
enum { DESKJS_PAGE_WORDS = 13 };
void deskjs_page_words(const char *const *words);
void deskjs_page_attach(void *view);

// about_linux.c
void deskjs_about_show(void *window, const char *const *texts, const void *icon, size_t length);

#endif

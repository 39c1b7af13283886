// GTK for the C files of this package.
#ifndef DESKJS_MENU_GTK_H
#define DESKJS_MENU_GTK_H

#include <gtk/gtk.h>
#include <webkit2/webkit2.h>

#include "menu_linux.h"

// Go's half.
extern void deskjsGoMenuActivated(uint32_t tree, uint32_t id, int modifiers);
extern void deskjsGoMenuShown(uint32_t tree, uint32_t id, int shown);
extern void deskjsGoMenuDone(uint32_t tree);
extern int deskjsGoMenuKey(uint32_t window, unsigned *keys, int count, int modifiers);
extern int deskjsGoMenuMnemonics(uint32_t window); // a bar that hides itself shall be seen: what Alt is about
extern void deskjsGoMenuAlt(uint32_t window);
extern void deskjsGoMenuLeft(uint32_t window);

// The modifiers of package accelerator, of GDK's state.
static inline int deskjs_modifiers(GdkModifierType state) {
	return (state & GDK_SHIFT_MASK ? 1 : 0) | (state & GDK_CONTROL_MASK ? 2 : 0) | (state & GDK_MOD1_MASK ? 4 : 0) |
		(state & (GDK_SUPER_MASK | GDK_MOD4_MASK) ? 8 : 0) | (state & GDK_MOD5_MASK ? 16 : 0);
}

// A picture of an image file's bytes, at most so high; NULL for none. The caller lets it go.
GdkPixbuf *deskjs_menu_picture(const void *data, size_t length, int height);

// The web view of a window.
GtkWidget *deskjs_menu_view(void *window);

#endif

// What only the tests' input needs, input_linux.c, besides symbols_linux.h.
#ifndef DESKJS_SYMBOLS_INPUT_H
#define DESKJS_SYMBOLS_INPUT_H
#define DESKJS_TEST_SYMBOLS(X) \
	X(gdk_keymap_get_entries_for_keyval) \
	X(gdk_keymap_get_for_display) \
	X(gdk_seat_get_keyboard) \
	X(gtk_widget_event)

#endif

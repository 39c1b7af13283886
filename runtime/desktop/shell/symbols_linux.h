// The functions of GTK that this package calls, in the order of the alphabet.
#define DESKJS_SHELL_SYMBOLS(X) \
	X(gdk_display_beep) \
	X(gdk_display_get_default)

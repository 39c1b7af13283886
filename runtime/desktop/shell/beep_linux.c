//go:build linux && cgo

#include <gtk/gtk.h>

#include "beep_linux.h"
#include "standins.h"
#include "symbols_linux.h"

DESKJS_STAND_INS(DESKJS_SHELL_SYMBOLS, deskjs_shell_load)

void deskjs_beep(void) { gdk_display_beep(gdk_display_get_default()); }

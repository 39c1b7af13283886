//go:build linux && cgo

#include "standins.h"

#include "symbols_linux.h"

DESKJS_STAND_INS(DESKJS_MENU_SYMBOLS, deskjs_menu_load)

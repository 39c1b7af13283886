// The C half of the driver, as Go sees it.
#ifndef DESKJS_CLIPBOARD_H
#define DESKJS_CLIPBOARD_H

#include <stddef.h>
#include <stdint.h>

int deskjs_clipboard_load(const char **library, const char **reason);

// Which is 0 for the clipboard, 1 for the selection. Id comes back in deskjsGoClipboardTargets and deskjsGoClipboardContents.
void deskjs_clipboard_targets(int which, uintptr_t id);
void deskjs_clipboard_contents(int which, const char *target, uintptr_t id);
// Takes the clipboard, with those targets; what they are is asked by deskjsGoClipboardGive, until deskjsGoClipboardLost. Returns 0 if it can't be had.
int deskjs_clipboard_set(int which, const char **targets, int count, uintptr_t id);
void deskjs_clipboard_clear(int which);
int deskjs_clipboard_watch(void); // 0 when the display does not tell
void deskjs_clipboard_fill(void *selection, const char *target, const void *data, int length);

#endif

// Whether a page is on the screen, and how it is drawn: the C half of look_linux.go.
#ifndef DESKJS_LOOK_H
#define DESKJS_LOOK_H

#include <stdint.h>

void deskjs_view_look(void *view, uintptr_t id);
void deskjs_view_accelerate(void *view, int accelerated);

#endif

// The C half of the driver, as Go sees it.
#ifndef DESKJS_BEEP_H
#define DESKJS_BEEP_H

int deskjs_shell_load(const char **library, const char **reason);
void deskjs_beep(void);

#endif

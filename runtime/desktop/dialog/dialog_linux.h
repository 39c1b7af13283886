// The C half of the driver, as Go sees it.
#ifndef DESKJS_DIALOG_H
#define DESKJS_DIALOG_H

#include <stddef.h>
#include <stdint.h>

int deskjs_dialog_load(const char **library, const char **reason);

// files_linux.c. Id comes back in deskjsGoDialogFile, once for each path and once without one.
enum { DESKJS_OPEN, DESKJS_SAVE, DESKJS_FOLDER };
typedef struct {
	int action, multiple, hidden;
	const char *title, *button; // NULL is the system's
	const char *folder, *name;	// NULL is none
	void *parent;
} deskjs_file_options;
void *deskjs_files_new(const deskjs_file_options *options, uintptr_t id);
void *deskjs_files_filter(void *dialog, const char *name); // a new filter
void deskjs_filter_pattern(void *filter, const char *pattern);
void deskjs_files_first_filter(void *dialog, void *filter);
void deskjs_files_show(void *dialog);
void deskjs_files_close(void *dialog);

// message_linux.c. Id comes back in deskjsGoDialogAnswer, with -1 if the box was closed.
typedef struct {
	const char *type, *title, *message, *detail, *checkbox; // checkbox: NULL is none
	int checked;
	const void *icon;
	size_t icon_length;
	void *parent;
} deskjs_message_options;
typedef struct {
	void *dialog, *checkbox;
} deskjs_message;
deskjs_message deskjs_message_new(const deskjs_message_options *options, uintptr_t id);
void *deskjs_message_button(void *dialog, const char *label, int response); // NULL is the system's word for OK
void deskjs_message_default(void *dialog, void *button, int response);
void deskjs_message_show(void *dialog);
void deskjs_message_close(void *dialog);
int deskjs_message_checked(void *checkbox);

// The question of a dialog for files whether one may be replaced, answered by deskjsGoDialogAnswer with 1 for yes.
void *deskjs_confirm_replace(const char *name, void *chooser, uintptr_t id);

#endif

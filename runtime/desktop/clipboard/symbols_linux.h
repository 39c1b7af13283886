// The functions of GTK that this package calls, in the order of the alphabet.
#define DESKJS_CLIPBOARD_SYMBOLS(X) \
	X(g_free) \
	X(g_signal_connect_data) \
	X(gdk_atom_intern) \
	X(gdk_atom_name) \
	X(gdk_display_get_default) \
	X(gdk_display_request_selection_notification) \
	X(gdk_display_supports_selection_notification) \
	X(gtk_clipboard_clear) \
	X(gtk_clipboard_get) \
	X(gtk_clipboard_request_contents) \
	X(gtk_clipboard_request_targets) \
	X(gtk_clipboard_set_can_store) \
	X(gtk_clipboard_set_with_data) \
	X(gtk_selection_data_get_data_type) \
	X(gtk_selection_data_get_data_with_length) \
	X(gtk_selection_data_get_target) \
	X(gtk_selection_data_set) \
	X(gtk_target_list_new) \
	X(gtk_target_list_unref) \
	X(gtk_target_table_free) \
	X(gtk_target_table_new_from_list) \
	X(gtk_target_list_add)

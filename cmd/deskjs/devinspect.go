package main

// inspectText is what --inspect says: what can be looked into, and how.
func inspectText(browser bool) string {
	page := "  Page:    F12, or Ctrl+Shift+I (Cmd+Option+I on macOS), opens the webview's inspector\n"
	if browser {
		page = "  Page:    the browser's own developer tools, F12\n"
	}
	return "\n  What can be inspected\n" + page +
		"  Backend: what it logs stands here, with its place; errors have stacks in your files.\n" +
		"           Its engine has no debugger: \"debugger\" statements do nothing, and no\n" +
		"           Chrome DevTools can be attached. Code that works in both can be debugged\n" +
		"           in the page.\n"
}

package window

// closeRequested handles that somebody at the screen wants a window closed.
func (o *Options) closeRequested(w Window) {
	if o.OnCloseRequest == nil {
		w.Close()
		return
	}
	guard("OnCloseRequest", o.OnCloseRequest)
}

// endsWith reports whether Run returns now that so many windows are open; quitting says that Quit was called.
func (c *Config) endsWith(windows int, quitting bool) bool {
	return windows == 0 && (quitting || !c.StaysOpen)
}

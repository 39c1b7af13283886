package application

// dockCall is one method of app.dock.
type dockCall struct {
	Method string `json:"method"`
	Text   string `json:"text"`
	ID     int    `json:"id"`
}

package window

// Input is one thing that a hand does to a window: pointer, wheel or keyboard.
type Input struct {
	Type   string  `json:"type"` // "move", "down", "up", "wheel", "keydown", "keyup"
	X      float64 `json:"x"`    // in the page's pixels, from its top left
	Y      float64 `json:"y"`
	DeltaX float64 `json:"deltaX"`
	DeltaY float64 `json:"deltaY"`
	Button int     `json:"button"` // 1 is the main one, 2 the middle one, 3 the other; 0 is none
	// Modifiers are bits: 1 Shift, 2 Control, 4 Alt, 8 Meta. Held are the buttons that are down: 1 the main one, 2 the middle one, 4 the other.
	Modifiers int `json:"modifiers"`
	Held      int `json:"held"`
	// Key is the X11 name of a key, as a number.
	Key uint `json:"key"`
}

// Key is a key that a person has pressed or let go, as Electron describes it.
type Key struct {
	Type      string   `json:"type"` // "keyDown", "keyUp"
	Key       string   `json:"key"`  // as KeyboardEvent.key and code
	Code      string   `json:"code"`
	Repeat    bool     `json:"isAutoRepeat"`
	Composing bool     `json:"isComposing"` // not known here: false
	Shift     bool     `json:"shift"`
	Control   bool     `json:"control"`
	Alt       bool     `json:"alt"`
	Meta      bool     `json:"meta"`
	Location  int      `json:"location"` // as KeyboardEvent.location
	Modifiers []string `json:"modifiers"`
}

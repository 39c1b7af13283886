// Package model is a menu as the backend describes it, without a toolkit: its items, what roles are called in the system's language,
// and which accelerator belongs to which item. Menu bars, context menus and trays (runtime/desktop/menu, runtime/desktop/tray) show it.
package model

import "github.com/deskjs/deskjs/runtime/desktop/accelerator"

// The types of items, as Electron names them.
const (
	Normal    = "normal"
	Separator = "separator"
	Submenu   = "submenu"
	Checkbox  = "checkbox"
	Radio     = "radio"
)

// Item is one item. The zero value of a field is what most items have.
type Item struct {
	// ID is Electron's commandId: it is what a click names.
	ID   int    `json:"id"`
	Type string `json:"type"` // "" is Normal
	// Role is in lower case, as in "selectall".
	Role string `json:"role"`
	// Label has "&" before the character that is its mnemonic. "" with a role is the role's own, in the system's language.
	Label       string `json:"label"`
	Sublabel    string `json:"sublabel"`
	ToolTip     string `json:"toolTip"`
	Description string `json:"accessibilityLabel"`
	Accelerator string `json:"accelerator"`
	// Unregistered accelerators are shown, and nothing more.
	Unregistered bool `json:"unregistered"`
	Disabled     bool `json:"disabled"`
	Hidden       bool `json:"hidden"`
	Checked      bool `json:"checked"`
	// Group is the same number for radio items of which one is checked.
	Group int `json:"group"`
	// Icon is a PNG.
	Icon []byte `json:"icon"`
	// Items are a submenu's.
	Items []Item `json:"items"`
}

// Change is what has become of one item; nil fields stay as they were.
type Change struct {
	ID       int     `json:"id"`
	Label    *string `json:"label"`
	Sublabel *string `json:"sublabel"`
	ToolTip  *string `json:"toolTip"`
	Disabled *bool   `json:"disabled"`
	Hidden   *bool   `json:"hidden"`
	Checked  *bool   `json:"checked"`
	Icon     *[]byte `json:"icon"`
	// Unregistered is not shown, but decides whether the accelerator works.
	Unregistered *bool `json:"unregistered"`
}

// Apply makes the change to the item with its number, wherever below items it is, and returns that item; nil if there is none.
func (c Change) Apply(items []Item) *Item {
	item := Find(items, c.ID)
	if item == nil {
		return nil
	}
	set(&item.Label, c.Label)
	set(&item.Sublabel, c.Sublabel)
	set(&item.ToolTip, c.ToolTip)
	set(&item.Disabled, c.Disabled)
	set(&item.Hidden, c.Hidden)
	set(&item.Checked, c.Checked)
	set(&item.Icon, c.Icon)
	set(&item.Unregistered, c.Unregistered)
	return item
}

func set[T any](field, value *T) {
	if value != nil {
		*field = *value
	}
}

// Find is the item with a number, nil if there is none.
func Find(items []Item, id int) *Item {
	for i := range items {
		if items[i].ID == id {
			return &items[i]
		}
		if found := Find(items[i].Items, id); found != nil {
			return found
		}
	}
	return nil
}

// Shortcuts finds items by their accelerators.
type Shortcuts map[accelerator.Accelerator]int

// NewShortcuts reads the accelerators of a menu's items. Of several items with the same the first has it. What can't be read is told to
// problem, with its item's label.
func NewShortcuts(items []Item, problem func(label string, err error)) Shortcuts {
	shortcuts := Shortcuts{}
	shortcuts.add(items, problem)
	return shortcuts
}

func (s Shortcuts) add(items []Item, problem func(string, error)) {
	for _, item := range items {
		s.add(item.Items, problem)
		if item.Accelerator == "" {
			continue
		}
		parsed, err := accelerator.Parse(item.Accelerator)
		if err != nil {
			problem(item.Label, err)
			continue
		}
		if _, taken := s[parsed]; !taken && !item.Unregistered {
			s[parsed] = item.ID
		}
	}
}

// Find is the number of the item that has one of the accelerators, the first first.
func (s Shortcuts) Find(candidates ...accelerator.Accelerator) (id int, found bool) {
	for _, candidate := range candidates {
		if id, found = s[candidate]; found {
			return id, true
		}
	}
	return 0, false
}

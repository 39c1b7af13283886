package tray

import (
	"strings"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/accelerator"
	"github.com/deskjs/deskjs/runtime/desktop/language"
	"github.com/deskjs/deskjs/runtime/desktop/menu/model"
)

const menuInterface = "com.canonical.dbusmenu"

// menu is an icon's menu on the session bus. An item's number there is its own; 0 is the whole menu.
type menu struct {
	item *item
	path dbus.ObjectPath

	// Guarded by item.bus.mu.
	revision uint32
	root     []model.Item
	items    map[int32]*model.Item
}

// node is the protocol's (ia{sv}av).
type node struct {
	ID         int32
	Properties map[string]dbus.Variant
	Children   []dbus.Variant
}

// described is the protocol's (ia{sv}).
type described struct {
	ID         int32
	Properties map[string]dbus.Variant
}

// occurrence is the protocol's (isvu).
type occurrence struct {
	ID   int32
	Name string
	Data dbus.Variant
	Time uint32
}

func (m *menu) export() error {
	connection := m.item.bus.connection
	if err := connection.ExportMethodTable(map[string]any{
		"GetLayout":          m.getLayout,
		"GetGroupProperties": m.getGroupProperties,
		"GetProperty":        m.getProperty,
		"Event":              m.event,
		"EventGroup":         m.eventGroup,
		"AboutToShow":        func(int32) (bool, *dbus.Error) { return false, nil },
		"AboutToShowGroup":   func([]int32) ([]int32, []int32, *dbus.Error) { return []int32{}, []int32{}, nil },
	}, m.path, menuInterface); err != nil {
		return err
	}
	return exportProperties(connection, m.path, menuInterface, func() map[string]any {
		direction := "ltr"
		if language.RightToLeft(language.Preferred()) {
			direction = "rtl"
		}
		return map[string]any{"Version": uint32(3), "TextDirection": direction, "Status": "normal", "IconThemePath": []string{}}
	})
}

func (m *menu) unexport() {
	for _, name := range []string{menuInterface, properties} {
		_ = m.item.bus.connection.Export(nil, m.path, name) // nothing was exported if that fails
	}
}

func (m *menu) set(items []model.Item) {
	m.item.bus.mu.Lock()
	m.root, m.items = items, map[int32]*model.Item{}
	m.index(items)
	m.revision++
	revision := m.revision
	m.item.bus.mu.Unlock()
	m.item.bus.signal(m.path, menuInterface+".LayoutUpdated", revision, int32(0))
}

func (m *menu) index(items []model.Item) {
	for i := range items {
		m.items[int32(items[i].ID)] = &items[i]
		m.index(items[i].Items)
	}
}

func unknown(id int32) *dbus.Error {
	return dbus.NewError("com.canonical.dbusmenu.Error", []any{"the menu has no item " + dbus.MakeVariant(id).String()})
}

func (m *menu) getLayout(parent, depth int32, names []string) (uint32, node, *dbus.Error) {
	m.item.bus.mu.Lock()
	defer m.item.bus.mu.Unlock()
	if parent == 0 {
		return m.revision, layout(0, map[string]dbus.Variant{"children-display": dbus.MakeVariant("submenu")}, m.root, depth, names), nil
	}
	item := m.items[parent]
	if item == nil {
		return 0, node{}, unknown(parent)
	}
	return m.revision, layout(parent, describe(item, names), item.Items, depth, names), nil
}

// layout is an item with those below it, to a depth; -1 is all.
func layout(id int32, properties map[string]dbus.Variant, items []model.Item, depth int32, names []string) node {
	n := node{ID: id, Properties: properties, Children: []dbus.Variant{}}
	if depth == 0 {
		return n
	}
	for i := range items {
		n.Children = append(n.Children, dbus.MakeVariant(layout(int32(items[i].ID), describe(&items[i], names), items[i].Items, depth-1, names)))
	}
	return n
}

func (m *menu) getGroupProperties(ids []int32, names []string) ([]described, *dbus.Error) {
	m.item.bus.mu.Lock()
	defer m.item.bus.mu.Unlock()
	result := []described{}
	if len(ids) == 0 {
		for id, item := range m.items {
			result = append(result, described{id, describe(item, names)})
		}
	}
	for _, id := range ids {
		if item := m.items[id]; item != nil {
			result = append(result, described{id, describe(item, names)})
		}
	}
	return result, nil
}

func (m *menu) getProperty(id int32, name string) (dbus.Variant, *dbus.Error) {
	m.item.bus.mu.Lock()
	defer m.item.bus.mu.Unlock()
	item := m.items[id]
	if item == nil {
		return dbus.Variant{}, unknown(id)
	}
	if value, has := describe(item, nil)[name]; has {
		return value, nil
	}
	return dbus.Variant{}, dbus.NewError("com.canonical.dbusmenu.Error", []any{"the item has no property " + name})
}

func (m *menu) event(id int32, name string, _ dbus.Variant, _ uint32) *dbus.Error {
	switch name {
	case "clicked":
		m.item.bus.mu.Lock()
		item := m.items[id]
		usable := item != nil && !item.Disabled
		m.item.bus.mu.Unlock()
		if item == nil {
			return unknown(id)
		}
		if usable {
			m.item.emit(event{Event: "menu", Item: int(id)})
		}
	case "opened", "closed":
		if id == 0 {
			m.item.emit(event{Event: "menu-" + name})
		}
	}
	return nil
}

func (m *menu) eventGroup(events []occurrence) ([]int32, *dbus.Error) {
	missing := []int32{}
	for _, e := range events {
		if m.event(e.ID, e.Name, e.Data, e.Time) != nil {
			missing = append(missing, e.ID)
		}
	}
	return missing, nil
}

// describe has an item's properties, those that are as the protocol supposes left out. No names are all names.
func describe(item *model.Item, names []string) map[string]dbus.Variant {
	all := map[string]any{}
	if item.Type == model.Separator {
		all["type"] = "separator"
	} else {
		all["label"] = model.Underlined(item.Label)
	}
	if item.Disabled {
		all["enabled"] = false
	}
	if item.Hidden {
		all["visible"] = false
	}
	if item.Type == model.Submenu || len(item.Items) > 0 {
		all["children-display"] = "submenu"
	}
	if item.Type == model.Checkbox || item.Type == model.Radio {
		all["toggle-type"], all["toggle-state"] = "checkmark", int32(0)
		if item.Type == model.Radio {
			all["toggle-type"] = "radio"
		}
		if item.Checked {
			all["toggle-state"] = int32(1)
		}
	}
	if len(item.Icon) > 0 {
		all["icon-data"] = item.Icon
	}
	if item.Description != "" {
		all["accessible-desc"] = item.Description
	}
	if parsed, err := accelerator.Parse(item.Accelerator); err == nil {
		all["shortcut"] = [][]string{shortcut(parsed)}
	}
	result := map[string]dbus.Variant{}
	for name, value := range all {
		if len(names) == 0 || contains(names, name) {
			result[name] = dbus.MakeVariant(value)
		}
	}
	return result
}

func contains(names []string, name string) bool {
	for _, other := range names {
		if other == name {
			return true
		}
	}
	return false
}

// shortcut is an accelerator as the protocol has it: "Control", "Alt", "Shift", "Super", and the key.
func shortcut(a accelerator.Accelerator) []string {
	return strings.Split(strings.ReplaceAll(a.String(), "Plus", "plus"), "+")
}

// Package panel is a desktop's panel for tests: a StatusNotifierWatcher that reads the icons which apps show, and clicks them. Tests drive it by
// its methods, apps that test themselves over the bus: interface org.deskjs.Panel of /StatusNotifierWatcher. Only tests import it.
package panel

import (
	"fmt"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"
)

// Name is the panel's on the bus.
const Name = "org.kde.StatusNotifierWatcher"

const (
	path     = "/StatusNotifierWatcher"
	itemName = "org.kde.StatusNotifierItem"
	menuName = "com.canonical.dbusmenu"
)

// Panel is a running panel.
type Panel struct {
	connection *dbus.Conn

	mu    sync.Mutex
	come  *sync.Cond
	items []item
}

type item struct {
	owner string
	path  dbus.ObjectPath
}

// Start runs a panel on the bus with an address, until Close.
func Start(address string) (*Panel, error) {
	connection, err := dbus.Connect(address)
	if err != nil {
		return nil, err
	}
	p := &Panel{connection: connection}
	p.come = sync.NewCond(&p.mu)
	failures := []error{
		connection.ExportMethodTable(map[string]any{"RegisterStatusNotifierItem": p.register}, path, Name),
		connection.ExportMethodTable(map[string]any{
			"Describe": func(count int32) (string, *dbus.Error) { return answer(p.Describe(int(count))) },
			"Activate": func(index int32, x, y int32) *dbus.Error { return failure(p.Activate(int(index), int(x), int(y))) },
			"Choose":   func(index int32, label string) *dbus.Error { return failure(p.Choose(int(index), label)) },
			"Restart":  func() *dbus.Error { return failure(p.Restart()) },
		}, path, "org.deskjs.Panel"),
		p.Appear(),
	}
	for _, failure := range failures {
		if failure != nil {
			p.Close()
			return nil, failure
		}
	}
	return p, nil
}

func answer(text string, err error) (string, *dbus.Error) { return text, failure(err) }

func failure(err error) *dbus.Error {
	if err == nil {
		return nil
	}
	return dbus.MakeFailedError(err)
}

// Close ends the panel.
func (p *Panel) Close() { _ = p.connection.Close() }

// Appear takes the panel's name on the bus.
func (p *Panel) Appear() error {
	reply, err := p.connection.RequestName(Name, dbus.NameFlagDoNotQueue)
	if err == nil && reply != dbus.RequestNameReplyPrimaryOwner {
		err = fmt.Errorf("another program is %s", Name)
	}
	return err
}

// Disappear gives the name up and forgets all icons.
func (p *Panel) Disappear() error {
	_, err := p.connection.ReleaseName(Name)
	p.mu.Lock()
	p.items = nil
	p.mu.Unlock()
	return err
}

// Restart is Disappear and Appear.
func (p *Panel) Restart() error {
	if err := p.Disappear(); err != nil {
		return err
	}
	return p.Appear()
}

func (p *Panel) register(name string, sender dbus.Sender) *dbus.Error {
	registered := item{owner: name, path: "/StatusNotifierItem"}
	if strings.HasPrefix(name, "/") {
		registered = item{owner: string(sender), path: dbus.ObjectPath(name)}
	}
	p.mu.Lock()
	p.items = append(p.items, registered)
	p.come.Broadcast()
	p.mu.Unlock()
	return nil
}

// await is the icon with an index, when it has come.
func (p *Panel) await(index int) item {
	p.mu.Lock()
	defer p.mu.Unlock()
	for len(p.items) <= index {
		p.come.Wait()
	}
	return p.items[index]
}

func (p *Panel) properties(i item, of string) (map[string]dbus.Variant, error) {
	var all map[string]dbus.Variant
	err := p.connection.Object(i.owner, i.path).Call("org.freedesktop.DBus.Properties.GetAll", 0, of).Store(&all)
	return all, err
}

type node struct {
	ID         int32
	Properties map[string]dbus.Variant
	Children   []dbus.Variant
}

func (p *Panel) menu(i item) (object dbus.BusObject, root node, err error) {
	all, err := p.properties(i, itemName)
	if err != nil {
		return nil, root, err
	}
	menu, _ := all["Menu"].Value().(dbus.ObjectPath)
	if menu == "/" {
		return nil, root, nil
	}
	object = p.connection.Object(i.owner, menu)
	var revision uint32
	err = object.Call(menuName+".GetLayout", 0, int32(0), int32(-1), []string{}).Store(&revision, &root)
	return object, root, err
}

// Describe waits until so many icons have come, and says what the panel reads of them, in words.
func (p *Panel) Describe(count int) (string, error) {
	if count > 0 {
		p.await(count - 1)
	}
	p.mu.Lock()
	items := append([]item(nil), p.items...)
	p.mu.Unlock()
	var out strings.Builder
	for _, i := range items {
		all, err := p.properties(i, itemName)
		if err != nil {
			fmt.Fprintf(&out, "gone\n")
			continue
		}
		var tip struct {
			Icon    string
			Pixmaps []struct {
				W, H int32
				Data []byte
			}
			Title, Text string
		}
		var icons []struct {
			W, H int32
			Data []byte
		}
		_ = all["ToolTip"].Store(&tip)
		_ = all["IconPixmap"].Store(&icons)
		fmt.Fprintf(&out, "%s: title %q, label %q, tip %q, %s, icon", all["Id"].Value(), all["Title"].Value(), all["XAyatanaLabel"].Value(), tip.Title, all["Status"].Value())
		for _, icon := range icons {
			fmt.Fprintf(&out, " %dx%d", icon.W, icon.H)
			if len(icon.Data) >= 4 {
				fmt.Fprintf(&out, " argb %x", icon.Data[:4])
			}
		}
		out.WriteString("\n")
		_, root, err := p.menu(i)
		if err != nil {
			return "", err
		}
		describe(&out, root, 1)
	}
	return out.String(), nil
}

func describe(out *strings.Builder, of node, depth int) {
	for _, child := range of.Children {
		n := nodeOf(child)
		text := func(name, otherwise string) string {
			if value, has := n.Properties[name]; has {
				return fmt.Sprint(value.Value())
			}
			return otherwise
		}
		fmt.Fprintf(out, "%s- %s", strings.Repeat("  ", depth-1), text("label", text("type", "")))
		if kind := text("toggle-type", ""); kind != "" {
			fmt.Fprintf(out, " (%s %s)", kind, text("toggle-state", ""))
		}
		if text("enabled", "true") == "false" {
			out.WriteString(" disabled")
		}
		if text("visible", "true") == "false" {
			out.WriteString(" hidden")
		}
		if keys := text("shortcut", ""); keys != "" {
			out.WriteString(" " + keys)
		}
		out.WriteString("\n")
		describe(out, n, depth+1)
	}
}

// nodeOf reads (ia{sv}av).
func nodeOf(value dbus.Variant) node {
	var n node
	_ = value.Store(&n)
	return n
}

// Activate clicks an icon, at a place of the screen.
func (p *Panel) Activate(index, x, y int) error {
	i := p.await(index)
	return p.connection.Object(i.owner, i.path).Call(itemName+".Activate", 0, int32(x), int32(y)).Err
}

// Call calls another method of an icon's: "SecondaryActivate".
func (p *Panel) Call(index int, method string, arguments ...any) error {
	i := p.await(index)
	return p.connection.Object(i.owner, i.path).Call(itemName+"."+method, 0, arguments...).Err
}

// Choose clicks the item of an icon's menu that has a label, "_" included, wherever it stands.
func (p *Panel) Choose(index int, label string) error {
	object, root, err := p.menu(p.await(index))
	if err != nil {
		return err
	}
	id, found := find(root, label)
	if !found {
		return fmt.Errorf("the menu has no item %q", label)
	}
	return object.Call(menuName+".Event", 0, id, "clicked", dbus.MakeVariant(""), uint32(0)).Err
}

func find(of node, label string) (int32, bool) {
	for _, child := range of.Children {
		n := nodeOf(child)
		if n.Properties["label"].Value() == label {
			return n.ID, true
		}
		if id, found := find(n, label); found {
			return id, true
		}
	}
	return 0, false
}

package notification

import (
	"bytes"
	"fmt"
	"html"
	"image"
	"image/draw"
	"image/png"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/godbus/dbus/v5"

	"github.com/deskjs/deskjs/runtime/desktop/service"
	"github.com/deskjs/deskjs/runtime/desktop/sessionbus"
)

// Notifications by org.freedesktop.Notifications, https://specifications.freedesktop.org/notification-spec, with KDE's addition of replies.
const (
	busName   = "org.freedesktop.Notifications"
	busObject = dbus.ObjectPath("/org/freedesktop/Notifications")
	clicked   = "default"      // the action of a click on the notification
	replied   = "inline-reply" // the action that opens KDE's field for a reply
)

type busDriver struct {
	host *service.Host
	tell func(event)

	// conn is the connection whose signals are heard.
	conn         *dbus.Conn
	capabilities []string

	mu    sync.Mutex
	keys  map[uint32]int // the server's numbers
	shown map[int]uint32
}

func newDriver(host *service.Host, tell func(event)) driver {
	return &busDriver{host: host, tell: tell, keys: map[uint32]int{}, shown: map[int]uint32{}}
}

// supported reports whether there is a server, or one that the bus can start.
func (d *busDriver) supported() bool {
	conn, err := sessionbus.Connect()
	if err != nil {
		return false
	}
	var owned bool
	if err := conn.BusObject().Call("org.freedesktop.DBus.NameHasOwner", 0, busName).Store(&owned); err == nil && owned {
		return true
	}
	var names []string
	err = conn.BusObject().Call("org.freedesktop.DBus.ListActivatableNames", 0).Store(&names)
	return err == nil && slices.Contains(names, busName)
}

// server is the connection to it, which hears what it says.
func (d *busDriver) server() (dbus.BusObject, error) {
	conn, err := sessionbus.Connect()
	if err != nil {
		return nil, err
	}
	object := conn.Object(busName, busObject)
	if conn == d.conn {
		return object, nil
	}
	// First whether there is one: each try that fails would leave another listener behind.
	if err := object.Call(busName+".GetCapabilities", 0).Store(&d.capabilities); err != nil {
		return nil, fmt.Errorf("no notification server answers on the D-Bus session: %w", err)
	}
	if err := conn.AddMatchSignal(dbus.WithMatchSender(busName), dbus.WithMatchInterface(busName), dbus.WithMatchObjectPath(busObject)); err != nil {
		return nil, err
	}
	signals := make(chan *dbus.Signal, 64)
	conn.Signal(signals)
	go func() {
		for signal := range signals {
			d.heard(signal)
		}
	}()
	d.conn = conn
	return object, nil
}

func (d *busDriver) show(o *options) {
	server, err := d.server()
	if err != nil {
		d.tell(event{Key: o.Key, Type: "failed", Text: err.Error()})
		return
	}
	timeout := int32(-1)
	if o.TimeoutType == "never" {
		timeout = 0
	}
	var id uint32
	// The lock keeps what the server says about it until its number is known.
	d.mu.Lock()
	err = server.Call(busName+".Notify", 0, d.host.Name, uint32(0), "", o.Title, d.body(o), d.actions(o), d.hints(o), timeout).Store(&id)
	if err == nil {
		d.keys[id], d.shown[o.Key] = o.Key, id
		d.tell(event{Key: o.Key, Type: "show"}) // before what is heard of it
	}
	d.mu.Unlock()
	if err != nil {
		d.tell(event{Key: o.Key, Type: "failed", Text: err.Error()})
	}
}

// body is the text, with the subtitle, which these notifications have no place for, as its first line.
func (d *busDriver) body(o *options) string {
	text := o.Body
	if o.Subtitle != "" {
		text = strings.TrimRight(o.Subtitle+"\n"+text, "\n")
	}
	if slices.Contains(d.capabilities, "body-markup") {
		return html.EscapeString(text)
	}
	return text
}

// actions are keys and labels, in turn.
func (d *busDriver) actions(o *options) []string {
	list := []string{}
	if !slices.Contains(d.capabilities, "actions") {
		return list
	}
	list = append(list, clicked, "")
	if o.HasReply && slices.Contains(d.capabilities, replied) {
		label := o.ReplyPlaceholder
		if label == "" {
			label = "Reply"
		}
		list = append(list, replied, label)
	}
	for i, a := range o.Actions {
		if a.Type == "button" {
			list = append(list, strconv.Itoa(i), a.Text)
		}
	}
	return list
}

var urgencies = map[string]byte{"low": 0, "normal": 1, "critical": 2}

func (d *busDriver) hints(o *options) map[string]dbus.Variant {
	hints := map[string]dbus.Variant{"desktop-entry": dbus.MakeVariant(d.host.ID)}
	if urgency, ok := urgencies[o.Urgency]; ok {
		hints["urgency"] = dbus.MakeVariant(urgency)
	}
	if o.Silent {
		hints["suppress-sound"] = dbus.MakeVariant(true)
	} else if filepath.IsAbs(o.Sound) {
		hints["sound-file"] = dbus.MakeVariant(o.Sound)
	} else if o.Sound != "" {
		hints["sound-name"] = dbus.MakeVariant(o.Sound)
	}
	if o.ReplyPlaceholder != "" {
		hints["x-kde-reply-placeholder-text"] = dbus.MakeVariant(o.ReplyPlaceholder)
	}
	if picture, ok := pictureOf(o.icon); ok {
		hints["image-data"] = dbus.MakeVariant(picture)
	}
	return hints
}

// picture is one as the specification has it, with alpha.
type picture struct {
	Width, Height, Stride int32
	Alpha                 bool
	Bits, Channels        int32
	Points                []byte
}

func pictureOf(file []byte) (picture, bool) {
	if len(file) == 0 {
		return picture{}, false
	}
	decoded, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		return picture{}, false
	}
	points := image.NewNRGBA(image.Rect(0, 0, decoded.Bounds().Dx(), decoded.Bounds().Dy()))
	draw.Draw(points, points.Rect, decoded, decoded.Bounds().Min, draw.Src)
	return picture{int32(points.Rect.Dx()), int32(points.Rect.Dy()), int32(points.Stride), true, 8, 4, points.Pix}, true
}

func (d *busDriver) close(key int) {
	d.mu.Lock()
	id := d.shown[key]
	d.mu.Unlock()
	if id != 0 && d.conn != nil {
		_ = d.conn.Object(busName, busObject).Call(busName+".CloseNotification", 0, id).Err // it may be gone already
	}
}

func (d *busDriver) closeAll() {
	d.mu.Lock()
	var keys []int
	for key := range d.shown {
		keys = append(keys, key)
	}
	d.mu.Unlock()
	for _, key := range keys {
		d.close(key)
	}
}

// reasons are the specification's, as Electron calls them.
var reasons = map[uint32]string{1: "timedOut", 2: "userCanceled", 3: "applicationHidden"}

// heard takes a signal of the server's.
func (d *busDriver) heard(signal *dbus.Signal) {
	if len(signal.Body) < 2 || signal.Path != busObject {
		return
	}
	id, _ := signal.Body[0].(uint32)
	text, _ := signal.Body[1].(string)
	d.mu.Lock()
	key, ours := d.keys[id]
	d.mu.Unlock()
	if !ours {
		return
	}
	switch strings.TrimPrefix(signal.Name, busName+".") {
	case "ActionInvoked":
		if text == clicked {
			d.tell(event{Key: key, Type: "click"})
		} else if index, err := strconv.Atoi(text); err == nil {
			d.tell(event{Key: key, Type: "action", Index: index})
		}
	case "NotificationReplied":
		d.tell(event{Key: key, Type: "reply", Text: text})
	case "NotificationClosed":
		reason, _ := signal.Body[1].(uint32)
		d.mu.Lock()
		delete(d.keys, id)
		if d.shown[key] == id {
			delete(d.shown, key)
		}
		d.mu.Unlock()
		d.tell(event{Key: key, Type: "close", Reason: reasons[reason]})
	}
}

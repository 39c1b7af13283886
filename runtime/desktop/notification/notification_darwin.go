package notification

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"github.com/ebitengine/purego"
	"github.com/ebitengine/purego/objc"

	"github.com/deskjs/deskjs/runtime/desktop/cocoa"
	"github.com/deskjs/deskjs/runtime/desktop/service"
)

// Notifications by UNUserNotificationCenter, which needs a signed app with a bundle, and the user's consent.
const framework = "/System/Library/Frameworks/UserNotifications.framework/UserNotifications"

// What the centre calls the click and the dismissal.
const (
	clickedAction   = "com.apple.UNNotificationDefaultActionIdentifier"
	dismissedAction = "com.apple.UNNotificationDismissActionIdentifier"
	replyAction     = "reply"
)

type macDriver struct {
	host *service.Host
	tell func(event)
	err  error // why there are none

	once sync.Once
	mu   sync.Mutex
	keys map[string]int // by the identifiers that the centre knows
}

// currentDriver is what the delegate finds.
var currentDriver *macDriver

func newDriver(host *service.Host, tell func(event)) driver {
	d := &macDriver{host: host, tell: tell, keys: map[string]int{}}
	currentDriver = d
	return d
}

// onUI runs a function on the UI thread, and waits for it.
func (d *macDriver) onUI(run func()) {
	done := make(chan struct{})
	d.host.Post(func() {
		defer close(done)
		cocoa.Pooled(run)
	})
	<-done
}

func center() objc.ID {
	return cocoa.Send(cocoa.Class("UNUserNotificationCenter"), "currentNotificationCenter")
}

// start makes the delegate. Without a bundle the centre would end the process.
func (d *macDriver) start() error {
	d.once.Do(func() {
		d.onUI(func() {
			if cocoa.GoString(cocoa.Send(cocoa.Send(cocoa.Class("NSBundle"), "mainBundle"), "bundleIdentifier")) == "" {
				d.err = fmt.Errorf("macOS shows notifications of apps in a bundle only: package the app, and sign it")
				return
			}
			if _, d.err = purego.Dlopen(framework, purego.RTLD_NOW|purego.RTLD_GLOBAL); d.err != nil {
				return
			}
			class, err := objc.RegisterClass("DeskJSNotifications", objc.GetClass("NSObject"), nil, nil, []objc.MethodDef{
				{Cmd: cocoa.Sel("userNotificationCenter:willPresentNotification:withCompletionHandler:"), Fn: willPresent},
				{Cmd: cocoa.Sel("userNotificationCenter:didReceiveNotificationResponse:withCompletionHandler:"), Fn: didReceive},
			})
			if err != nil {
				d.err = err
				return
			}
			delegate := cocoa.Send(cocoa.Send(objc.ID(class), "alloc"), "init") // for good: the centre does not keep it
			cocoa.Send(center(), "setDelegate:", delegate)
		})
	})
	return d.err
}

// willPresent shows them while the app is in front, too.
func willPresent(_ objc.ID, _ objc.SEL, _, _ objc.ID, present objc.Block) {
	const sound, list, banner = 1 << 1, 1 << 3, 1 << 4
	cocoa.CallBlock(present, sound|list|banner)
}

func didReceive(_ objc.ID, _ objc.SEL, _, response objc.ID, done objc.Block) {
	identifier := cocoa.GoString(cocoa.Send(cocoa.Send(cocoa.Send(response, "notification"), "request"), "identifier"))
	action := cocoa.GoString(cocoa.Send(response, "actionIdentifier"))
	text := ""
	if cocoa.Responds(response, "userText") {
		text = cocoa.GoString(cocoa.Send(response, "userText"))
	}
	currentDriver.responded(identifier, action, text)
	cocoa.CallBlock(done)
}

func (d *macDriver) responded(identifier, action, text string) {
	d.mu.Lock()
	key, ours := d.keys[identifier]
	if ours {
		delete(d.keys, identifier) // an answer takes it away
	}
	d.mu.Unlock()
	if !ours {
		return
	}
	switch {
	case action == clickedAction:
		d.tell(event{Key: key, Type: "click"})
	case action == replyAction:
		d.tell(event{Key: key, Type: "reply", Text: text})
	case action != dismissedAction:
		index, err := strconv.Atoi(strings.TrimPrefix(action, "action-"))
		if err == nil {
			d.tell(event{Key: key, Type: "action", Index: index})
		}
	}
	d.tell(event{Key: key, Type: "close", Reason: "userCanceled"})
}

func (d *macDriver) supported() bool { return d.start() == nil }

func (d *macDriver) failed(o *options, reason string) {
	d.tell(event{Key: o.Key, Type: "failed", Text: reason})
}

func (d *macDriver) show(o *options) {
	if err := d.start(); err != nil {
		d.failed(o, err.Error())
		return
	}
	d.onUI(func() {
		const badge, sound, alert = 1, 2, 4
		cocoa.GiveBlock(func(_ objc.Block, granted bool, _ objc.ID) {
			d.host.Post(func() {
				if !granted {
					d.failed(o, "the user has not allowed the app to show notifications")
					return
				}
				cocoa.Pooled(func() { d.add(o) })
			})
		}, func(answered objc.Block) {
			cocoa.Send(center(), "requestAuthorizationWithOptions:completionHandler:", uint(badge|sound|alert), answered)
		})
	})
}

// add gives it to the centre. UI thread.
func (d *macDriver) add(o *options) {
	content := cocoa.Create("UNMutableNotificationContent", "init")
	for setter, words := range map[string]string{"setTitle:": o.Title, "setSubtitle:": o.Subtitle, "setBody:": o.Body, "setThreadIdentifier:": o.GroupID} {
		if words != "" {
			cocoa.Send(content, setter, cocoa.String(words))
		}
	}
	if !o.Silent {
		sound := cocoa.Send(cocoa.Class("UNNotificationSound"), "defaultSound")
		if o.Sound != "" {
			sound = cocoa.Send(cocoa.Class("UNNotificationSound"), "soundNamed:", cocoa.String(o.Sound))
		}
		cocoa.Send(content, "setSound:", sound)
	}
	if o.HasReply || len(o.Actions) > 0 || o.CloseButtonText != "" {
		cocoa.Send(content, "setCategoryIdentifier:", cocoa.String(o.ID))
		d.addCategory(o)
	}
	request := cocoa.Send(cocoa.Class("UNNotificationRequest"), "requestWithIdentifier:content:trigger:", cocoa.String(o.ID), content, objc.ID(0))
	d.mu.Lock()
	d.keys[o.ID] = o.Key
	d.mu.Unlock()
	cocoa.GiveBlock(func(_ objc.Block, failure objc.ID) {
		if failure != 0 {
			d.failed(o, cocoa.GoString(cocoa.Send(failure, "localizedDescription")))
			return
		}
		d.tell(event{Key: o.Key, Type: "show"})
	}, func(added objc.Block) {
		cocoa.Send(center(), "addNotificationRequest:withCompletionHandler:", request, added)
	})
}

// categories are those of all notifications so far: the centre takes them as a whole.
var categories objc.ID

// addCategory tells the centre of a notification's buttons, under its own identifier.
func (d *macDriver) addCategory(o *options) {
	const foreground, tellDismissal = 1 << 2, 1
	actions := cocoa.Send(cocoa.Class("NSMutableArray"), "array")
	none := cocoa.Send(cocoa.Class("NSArray"), "array")
	if o.HasReply {
		cocoa.Send(actions, "addObject:", cocoa.Send(cocoa.Class("UNTextInputNotificationAction"), "actionWithIdentifier:title:options:textInputButtonTitle:textInputPlaceholder:",
			cocoa.String(replyAction), cocoa.String("Reply"), uint(0), cocoa.String("Send"), cocoa.String(o.ReplyPlaceholder)))
	}
	for i, a := range o.Actions {
		if a.Type == "button" {
			cocoa.Send(actions, "addObject:", cocoa.Send(cocoa.Class("UNNotificationAction"), "actionWithIdentifier:title:options:",
				cocoa.String("action-"+strconv.Itoa(i)), cocoa.String(a.Text), uint(foreground)))
		}
	}
	if o.CloseButtonText != "" {
		cocoa.Send(actions, "addObject:", cocoa.Send(cocoa.Class("UNNotificationAction"), "actionWithIdentifier:title:options:",
			cocoa.String(dismissedAction), cocoa.String(o.CloseButtonText), uint(0)))
	}
	if categories == 0 {
		categories = cocoa.Send(cocoa.Send(cocoa.Class("NSMutableSet"), "alloc"), "init")
	}
	cocoa.Send(categories, "addObject:", cocoa.Send(cocoa.Class("UNNotificationCategory"), "categoryWithIdentifier:actions:intentIdentifiers:options:",
		cocoa.String(o.ID), actions, none, uint(tellDismissal)))
	cocoa.Send(center(), "setNotificationCategories:", categories)
}

func (d *macDriver) close(key int) { d.remove(func(k int) bool { return k == key }) }

func (d *macDriver) closeAll() { d.remove(func(int) bool { return true }) }

func (d *macDriver) remove(which func(key int) bool) {
	gone := map[string]int{}
	d.mu.Lock()
	for identifier, key := range d.keys {
		if which(key) {
			gone[identifier] = key
			delete(d.keys, identifier)
		}
	}
	d.mu.Unlock()
	if len(gone) == 0 {
		return
	}
	d.onUI(func() {
		list := cocoa.Send(cocoa.Class("NSMutableArray"), "array")
		for identifier := range gone {
			cocoa.Send(list, "addObject:", cocoa.String(identifier))
		}
		cocoa.Send(center(), "removeDeliveredNotificationsWithIdentifiers:", list)
	})
	for _, key := range gone {
		d.tell(event{Key: key, Type: "close", Reason: "applicationHidden"})
	}
}

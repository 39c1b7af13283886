package cocoa

import "github.com/ebitengine/purego/objc"

// Observe calls run on the UI thread with each notification of that name that a centre posts; "" is every name. What it returns ends it.
func Observe(center objc.ID, name string, run func(notification objc.ID)) (stop func()) {
	var token, named objc.ID
	if name != "" {
		named = String(name)
	}
	GiveBlock(func(_ objc.Block, notification objc.ID) { run(notification) }, func(block objc.Block) {
		token = Send(center, "addObserverForName:object:queue:usingBlock:", named, objc.ID(0), Send(Class("NSOperationQueue"), "mainQueue"), block)
		Send(token, "retain")
	})
	return func() {
		Send(center, "removeObserver:", token)
		Send(token, "release")
	}
}

// NotificationCenter is the app's own, WorkspaceCenter the one of all apps that run, DistributedCenter the one of the session.
func NotificationCenter() objc.ID { return Send(Class("NSNotificationCenter"), "defaultCenter") }

// WorkspaceCenter tells of sleep, of apps and of accessibility.
func WorkspaceCenter() objc.ID {
	return Send(Send(Class("NSWorkspace"), "sharedWorkspace"), "notificationCenter")
}

// DistributedCenter tells of what other processes post: the theme, the lock.
func DistributedCenter() objc.ID {
	return Send(Class("NSDistributedNotificationCenter"), "defaultCenter")
}

// Package systemtest plays what a Linux desktop asks over D-Bus: logind, UPower, the screen saver, the Secret Service and the settings and
// shortcuts of the portal. Only tests import it.
//
// What happens in such a service is started by a method of the interface org.deskjs.Test, which also an app that is tested can call:
//
//	dbus-send --print-reply --dest=org.freedesktop.login1 /org/freedesktop/login1 org.deskjs.Test.Sleep boolean:true
package systemtest

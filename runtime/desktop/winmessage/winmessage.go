// Package winmessage receives what Windows tells all windows of an app, or one without looks: changes of displays, colours and power, and
// hot keys; elsewhere it is empty. Only packages below runtime/desktop import it.
//
// It has been run under Wine.
package winmessage

// Package hmenu makes Windows' menus of a model. Packages menu and tray import it.
//
// It has not been run: it is compiled and vetted for Windows on other systems.
package hmenu

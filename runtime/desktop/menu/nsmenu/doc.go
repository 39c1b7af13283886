// Package nsmenu makes macOS's menus of a model. Packages menu and tray import it.
//
// It has not been run: it is compiled and vetted for macOS on other systems.
package nsmenu

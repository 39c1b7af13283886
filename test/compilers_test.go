//go:build linux

package test

import (
	"os"
	"path/filepath"
	"testing"
)

// Components of each framework and style sheets of each language, compiled by their own compilers on the runtime, work in the webview.
func TestCompilersOfFrameworks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "compilers")
	if err := os.CopyFS(dir, os.DirFS("testdata/compilers")); err != nil {
		t.Fatal(err)
	}
	command(t, "install", dir)
	command(t, "build", "--automation", dir)
	p := open(t, home(t), filepath.Join(dir, "dist", "compilers"))
	for selector, label := range map[string]string{"#vue": "Vue", "#svelte": "Svelte", "#solid": "Solid", "lit-counter": "Lit"} {
		button := selector + " button"
		p.eventually(`return document.querySelector(arguments[0])?.textContent.trim() === arguments[1]`, button, label+" 0")
		p.click(button)
		p.eventually(`return document.querySelector(arguments[0]).textContent.trim() === arguments[1]`, button, label+" 1")
	}
	for _, style := range []struct{ selector, property, value string }{
		{"#vue button", "border-left-width", "5px"},
		{"#vue i", "color", "rgb(1, 2, 3)"},
		{"#svelte button", "color", "rgb(4, 5, 6)"},
		{"#sass span", "color", "rgb(9, 8, 7)"},
		{"#less span", "padding-left", "6px"},
		{"#tailwind", "margin-top", "28px"},
		{"#tailwind", "color", "rgb(18, 52, 86)"},
		{"html", "--mark", "by-plugin"},
	} {
		p.eventually(`return getComputedStyle(document.querySelector(arguments[0])).getPropertyValue(arguments[1]).trim() === arguments[2]`, style.selector, style.property, style.value)
	}
	p.screenshot("compilers")
}

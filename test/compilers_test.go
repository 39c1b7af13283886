//go:build linux

package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Components of each framework and style sheets of each language, compiled by their own compilers on the runtime, work in the webview.
func TestCompilersOfFrameworks(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "compilers")
	if err := os.CopyFS(dir, os.DirFS("testdata/compilers")); err != nil {
		t.Fatal(err)
	}
	command(t, "install", dir)
	t.Run("dev", func(t *testing.T) { followCompilers(t, dir) })
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

// followCompilers edits the app of TestCompilersOfFrameworks while it is open: components keep their state, mistakes are told at their places.
func followCompilers(t *testing.T, dir string) {
	p := open(t, home(t), deskjs, "dev", "--automation", dir)
	shows := func(selector, text string) {
		t.Helper()
		p.eventually(`return document.querySelector(arguments[0])?.textContent.trim() === arguments[1] && window.kept`, selector, text)
	}
	colour := func(selector, value string) {
		t.Helper()
		p.eventually(`return getComputedStyle(document.querySelector(arguments[0])).color === arguments[1] && window.kept`, selector, value)
	}
	p.eventually(`return document.querySelector('#vue button')?.textContent === 'Vue 0' && (window.kept = true)`)
	for _, selector := range []string{"#vue button", "#svelte button", "#solid button"} {
		p.click(selector)
	}
	shows("#vue button", "Vue 1")

	edit(t, dir, "frontend/Counter.vue", "<i>scoped</i>", "<i>changed</i>")
	shows("#vue i", "changed")
	shows("#vue button", "Vue 1")
	edit(t, dir, "frontend/Counter.vue", "rgb(1, 2, 3)", "rgb(3, 2, 1)")
	colour("#vue i", "rgb(3, 2, 1)")
	edit(t, dir, "frontend/Counter.svelte", "rgb(4, 5, 6)", "rgb(6, 5, 4)")
	colour("#svelte button", "rgb(6, 5, 4)")
	shows("#svelte button", "Svelte 1")
	edit(t, dir, "frontend/Counter.tsx", "{props.label} {count()}", "{props.label}: {count()}")
	p.eventually(`return document.querySelector('#solid button')?.textContent.startsWith('Solid:') && window.kept`)
	edit(t, dir, "frontend/_colors.scss", "rgb(9, 8, 7)", "rgb(7, 8, 9)")
	colour("#sass span", "rgb(7, 8, 9)")
	edit(t, dir, "frontend/Counter.vue", "<i>changed</i>", `<i class="text-[rgb(5,4,3)]!">tailwind</i>`)
	colour("#vue i", "rgb(5, 4, 3)")
	shows("#vue button", "Vue 1")

	for _, mistake := range []struct{ file, right, wrong, want string }{
		{"frontend/Counter.vue", "<i class", "<i v-if class", "frontend/Counter.vue:11:6"},
		{"frontend/Counter.vue", "= computed", "= = computed", "frontend/Counter.vue:6:14"},
		{"frontend/Counter.svelte", "{count}</button>", "{#count}</button>", "frontend/Counter.svelte:7:"},
		{"frontend/Counter.tsx", "</button>", "</buton>", "frontend/Counter.tsx:6:"},
		{"frontend/fancy.scss", "colors.$accent", "colors.$acent", "frontend/fancy.scss:2:24"},
		{"frontend/plain.less", "@gap * 2", "@gab * 2", "frontend/plain.less:2:"},
		{"frontend/page.css", "text-brand", "text-brant", "frontend/page.css:4:"},
	} {
		edit(t, dir, mistake.file, mistake.right, mistake.wrong)
		until(t, "the terminal says "+mistake.want, func() bool { return strings.Contains(p.output.String(), mistake.want) })
		p.eventually(`return document.querySelector('deskjs-problem') !== null && window.kept`)
		edit(t, dir, mistake.file, mistake.wrong, mistake.right)
		p.eventually(`return document.querySelector('deskjs-problem') === null && window.kept`)
	}
	p.Close()
	edit(t, dir, "frontend/Counter.vue", "rgb(3, 2, 1)", "rgb(1, 2, 3)")
	edit(t, dir, "frontend/Counter.vue", `<i class="text-[rgb(5,4,3)]!">tailwind</i>`, "<i>scoped</i>")
	edit(t, dir, "frontend/Counter.svelte", "rgb(6, 5, 4)", "rgb(4, 5, 6)")
	edit(t, dir, "frontend/Counter.tsx", "{props.label}: {count()}", "{props.label} {count()}")
	edit(t, dir, "frontend/_colors.scss", "rgb(7, 8, 9)", "rgb(9, 8, 7)")
}

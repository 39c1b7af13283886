//go:build linux

package test

import (
	"strings"
)

// The keys of WebDriver.
const (
	tabKey   = "\ue004"
	enterKey = "\ue007"
)

// keyboardScript is what the page is asked with. What a person can use is what is shown and takes part, in shadow trees too; of radio buttons with one
// name, one takes the focus. What only looks as if it could be clicked counts, too.
const keyboardScript = `
const all = (root) => [...root.querySelectorAll('*')].flatMap((element) => [element, ...(element.shadowRoot ? all(element.shadowRoot) : [])])
const shown = (element) => element.checkVisibility({ opacityProperty: false, visibilityProperty: true }) && element.getClientRects().length > 0
const interactive = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [contenteditable=""], [contenteditable=true], [role=button], [role=link], [role=checkbox], [role=tab], [role=menuitem], [tabindex]'
const parent = (element) => element.parentElement ?? element.getRootNode().host
const within = (element, selector) => {
	for (let each = element; each; each = parent(each)) if (each.matches(selector)) return each
	return null
}
const name = (element) => element.localName + (element.id && '#' + element.id) + [...element.classList].map((each) => '.' + each).join('') + ' "' + (element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 30) + '"'
const keyboard = window.keyboard ??= {
	// The elements that Tab should come to.
	wanted() {
		const groups = new Set()
		return all(document).filter((element) => {
			if (!element.matches(interactive) || !shown(element) || element.matches(':disabled, [tabindex="-1"]') || within(element, '[inert]')) return false
			if (element.type !== 'radio') return true
			const group = element.name
			if (groups.has(group)) return false
			groups.add(group)
			return true
		})
	},
	focused() {
		let element = document.activeElement
		while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement
		return element === document.body || element === document.documentElement ? null : element
	},
	reached: new Set(),
	invisible: new Set(),
	look: (element) => {
		const { outlineStyle, outlineWidth, outlineColor, boxShadow, borderColor, backgroundColor, color, textDecoration } = getComputedStyle(element)
		return [outlineStyle === 'none' ? '' : outlineStyle + outlineWidth + outlineColor, boxShadow, borderColor, backgroundColor, color, textDecoration].join()
	},
	// Around it, a label or a field may show the focus for what is in it.
	looks(element) {
		const around = [element]
		for (let each = parent(element); each && around.length < 4; each = parent(each)) around.push(each)
		if (element.labels) around.push(...element.labels, ...[...element.labels].flatMap((label) => [...label.children]))
		if (element.nextElementSibling) around.push(element.nextElementSibling)
		return around.map(keyboard.look).join('|')
	},
	at: null,
	clicked: null,
}
`

// reachedByKeyboard walks through the page by Tab: whatever a person can use is reached, shows that it is, and acts on Enter or Space; and no
// element keeps the focus.
func (p *page) reachedByKeyboard() {
	p.t.Helper()
	// What has the focus shows it in one window alone: the one that the keyboard is on.
	until(p.t, "one of the windows has the keyboard", func() bool {
		handles, err := p.Windows()
		p.must(err)
		for _, handle := range handles {
			var has bool
			p.must(p.Window(handle))
			if p.Execute(&has, `return document.hasFocus()`) == nil && has {
				return true
			}
		}
		return false
	})
	var count int
	p.must(p.Execute(&count, keyboardScript+`
		keyboard.focused()?.blur()
		document.body.focus()
		keyboard.before = new Map(keyboard.wanted().map((element) => [element, keyboard.looks(element)]))
		addEventListener('click', (event) => {
			if (!keyboard.act) return
			keyboard.clicked = event.composedPath()[0]
			event.preventDefault()
			event.stopImmediatePropagation()
		}, true)
		for (const type of ['submit', 'change', 'input']) addEventListener(type, (event) => {
			if (!keyboard.act) return
			event.preventDefault()
			event.stopImmediatePropagation()
		}, true)
		return keyboard.wanted().length`))
	for range 2*count + 10 {
		p.must(p.Press(tabKey))
		var acts string
		p.must(p.Execute(&acts, keyboardScript+`
			const element = keyboard.focused()
			keyboard.at = element
			if (!element) return ''
			if (!keyboard.reached.has(element)) {
				keyboard.reached.add(element)
				const before = keyboard.before.get(element)
				return new Promise((done) => setTimeout(() => {
					const caret = element.matches('textarea, input:not([type=checkbox], [type=radio], [type=range], [type=color])') // shows it as well
					if (before !== undefined && !caret && keyboard.looks(element) === before) keyboard.invisible.add(element)
					keyboard.act = true
					keyboard.clicked = null
					done(element.matches('button, [role=button]') ? 'enter space' : element.matches('a[href]') ? 'enter' : element.matches('input[type=checkbox]') ? 'space' : '')
				}, 300))
			}
			return 'known'`))
		if acts == "known" {
			break
		}
		for key, name := range map[string]string{enterKey: "enter", " ": "space"} {
			if !strings.Contains(acts, name) {
				continue
			}
			p.must(p.Press(key))
			var problem string
			p.must(p.Execute(&problem, keyboardScript+`
				const ok = keyboard.clicked !== null
				keyboard.clicked = null
				return ok || !keyboard.at.isConnected ? '' : name(keyboard.at)`))
			if problem != "" {
				p.t.Errorf("%s does nothing on %s", name, problem)
			}
		}
		p.must(p.Execute(nil, keyboardScript+`keyboard.act = false`))
	}
	var found struct{ Missing, Invisible, Mouse []string }
	p.must(p.Execute(&found, keyboardScript+`
		const wanted = keyboard.wanted()
		return {
			missing: wanted.filter((element) => !keyboard.reached.has(element) && !(element.type === 'radio' && [...keyboard.reached].some((other) => other.name === element.name))).map(name),
			invisible: [...keyboard.invisible].map(name),
			mouse: all(document).filter((element) => shown(element) && getComputedStyle(element).cursor === 'pointer' && !within(element, interactive + ', label')).map(name),
		}`))
	if len(found.Missing) > 0 {
		p.t.Errorf("Tab does not reach %q", found.Missing)
	}
	if len(found.Invisible) > 0 {
		p.t.Errorf("the focus can't be seen on %q", found.Invisible)
	}
	if len(found.Mouse) > 0 {
		p.t.Errorf("only a mouse can use %q", found.Mouse)
	}
}

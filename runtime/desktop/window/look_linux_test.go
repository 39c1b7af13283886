//go:build cgo

package window

import (
	"testing"
	"time"
)

// sees looks at a window until it shows what is wanted: a frame may be on its way.
func sees(t *testing.T, w Window, want Picture) {
	t.Helper()
	last := Gone
	for end := time.After(patience); ; {
		pictures := make(chan Picture, 1)
		onUI(t, func() { w.(Painter).Look(func(picture Picture) { pictures <- picture }) })
		if last = receive(t, pictures, "the picture"); last == want {
			return
		}
		select {
		case <-end:
			t.Errorf("the window shows %d, want %d", last, want)
			return
		default:
		}
	}
}

func TestLook(t *testing.T) {
	p := open(t, `<style>html { background: white } p { background: navy; height: 200px }</style><p>text</p>
		<script>requestAnimationFrame(() => requestAnimationFrame(() => ask('painted')))</script>`, Options{}, nil)
	p.wantNext("painted").Reply("")
	sees(t, p.window, Shown)
	onUI(t, func() { p.window.EvaluateInPage(`document.querySelector('p').remove()`) })
	sees(t, p.window, Even)
	onUI(t, func() {
		p.window.(Painter).Accelerate(false)
		p.window.EvaluateInPage(`document.body.innerHTML = '<p>again</p>'`)
	})
	sees(t, p.window, Shown)
}

// Pages side by side share their process, and its end.
func TestBeside(t *testing.T) {
	first := open(t, `<script>ask('here')</script>`, Options{}, nil)
	first.wantNext("here").Reply("")
	second := open(t, `<script>ask('here')</script>`, Options{Beside: first.window}, nil)
	second.wantNext("here").Reply("")
	alone := open(t, `<script>ask('here')</script>`, Options{}, nil)
	alone.wantNext("here").Reply("")
	onUI(t, first.window.EndProcess)
	receive(t, first.gone, "the end of the first page's process")
	receive(t, second.gone, "the end of the second page's process")
	onUI(t, func() {
		first.window.Reload()
		second.window.Reload()
	})
	first.wantNext("here").Reply("")
	second.wantNext("here").Reply("")
	select {
	case <-alone.gone:
		t.Error("a page with a process of its own has lost it")
	default:
	}
}

package bridge

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/deskjs/deskjs/internal/grant"
)

func (b *bench) capabilities(list ...string) {
	b.t.Helper()
	capabilities, err := grant.ParseCapabilities(list)
	if err != nil {
		b.t.Fatal(err)
	}
	b.view.SetWindow(Window{Name: "settings", Place: "windows[1].capabilities", Capabilities: capabilities})
}

func TestCapabilitiesDecideBeforeTheBackend(t *testing.T) {
	b := newBench(t, true)
	b.capabilities("api.a")
	b.ask("call 1 api.a []\ncall 2 api.b []")
	b.wantSent("call 1 api.a []")
	b.wantCodes(CodeCallNotAllowed, 2)
	want := `"api.b" is not among the capabilities of the window "settings". To allow it, add "api.b" to windows[1].capabilities in deskjs.json`
	if len(b.refused) != 1 || b.refused[0] != want {
		t.Errorf("refused: %q", b.refused)
	}
	// Another window has its own.
	other := b.router.OpenView()
	other.Ask("call 1 api.b []", func(string) {})
	if last := b.sent[len(b.sent)-1]; !strings.HasSuffix(last.Text, "\ncall 1 api.b []") {
		t.Errorf("the backend got %q", last.Text)
	}
}

func TestCapabilitiesOutliveNavigation(t *testing.T) {
	b := newBench(t, true)
	b.capabilities()
	b.view.Reset()
	b.ask("call 1 api.a []")
	b.wantSent()
	b.wantCodes(CodeCallNotAllowed, 1)
}

// A capability for what the app doesn't have gives nothing.
func TestCapabilitiesAddNothingToTheApp(t *testing.T) {
	b := newBench(t, true)
	b.capabilities("*", "api.secret", "api.gone")
	b.ask("call 1 api.secret []")
	b.wantCodes(CodeCallNotAllowed, 1)
	b.replies = nil
	b.ask("call 2 api.gone []")
	b.wantCodes(CodeCallNotFound, 2)
	b.wantSent()
}

func TestCapabilitiesChange(t *testing.T) {
	b := newBench(t, true)
	b.capabilities()
	b.view.SetWindow(Window{})
	b.ask("call 1 api.a []")
	b.wantSent("call 1 api.a []")
}

func TestRefusalsRepeatLittle(t *testing.T) {
	b := newBench(t, true)
	b.router.SetAllowed([]string{"api." + strings.Repeat("x", 5000)})
	b.capabilities()
	b.ask("call 1 api." + strings.Repeat("x", 5000) + " []")
	if len(b.refused) != 1 || len(b.refused[0]) > 500 || len(b.replies[0]) > 500 {
		t.Errorf("refused %q, replied %q", b.refused, b.replies)
	}
}

func TestLimits(t *testing.T) {
	b := newBench(t, true)
	b.router.SetLimits(Limits{Text: 40, Bytes: 4, Pending: 2})
	b.ask("call 1 api.a [" + strings.Repeat("1", 30) + "]")
	b.wantCodes(CodeMessageTooLarge, 1)
	if !strings.Contains(b.replies[0], "the limit is 40") {
		t.Errorf("the page got %q", b.replies)
	}
	b.replies = nil
	b.ask("call 2 api.a []\ncall 3 api.a []\ncall 4 api.a []")
	b.wantCodes(CodeTooManyCalls, 4)
	b.replies = nil
	b.ask("")
	b.deliver("result 2 [" + strings.Repeat("1", 50) + "]")
	b.wantCodes(CodeMessageTooLarge, 2)
	b.replies = nil
	b.ask("")
	b.deliver("result 3 []", []byte("12345"))
	b.wantCodes(CodeMessageTooLarge, 3)
}

func TestRate(t *testing.T) {
	b := newBench(t, true)
	now := time.Unix(0, 0)
	b.router.options.Now = func() time.Time { return now }
	b.router.SetLimits(Limits{Rate: 2})
	b.ask("call 1 api.a []\ncall 2 api.a []\ncall 3 api.a []")
	b.wantCodes(CodeTooFast, 3)
	if len(b.refused) != 1 {
		t.Errorf("refused: %q", b.refused)
	}
	// A new document of the same window begins where the old one was.
	b.view.Reset()
	b.replies = nil
	now = now.Add(500 * time.Millisecond)
	b.ask("call 1 api.a []\ncall 2 api.a []")
	b.wantCodes(CodeTooFast, 2)
	// No more than a second's worth is saved up, and a clock that goes back takes nothing away.
	now = now.Add(time.Hour)
	b.ask("")
	b.replies = nil
	now = now.Add(-time.Minute)
	b.ask("call 3 api.a []\ncall 4 api.a []\ncall 5 api.a []")
	b.wantCodes(CodeTooFast, 5)
	b.wantSent("call 1 api.a []\ncall 2 api.a []", gone, "call 1 api.a []", "call 3 api.a []\ncall 4 api.a []")
}

func TestTimeOfACall(t *testing.T) {
	b := newBench(t, true)
	var timers []func()
	stopped := 0
	b.router.options.After = func(wait time.Duration, f func()) func() {
		if wait != time.Minute {
			t.Errorf("the time is %s", wait)
		}
		timers = append(timers, f)
		return func() { stopped++ }
	}
	b.router.SetLimits(Limits{CallTime: time.Minute})
	b.ask("call 1 api.a []\ncall 2 api.b []")
	timers[0]()
	b.wantCodes(CodeCallTimeout, 1)
	if last := b.sent[len(b.sent)-1].Text; !strings.HasPrefix(last, "cancel 1 ") {
		t.Errorf("the backend got %q", last)
	}
	b.ask("")
	b.deliver("result 1 []\nresult 2 []")
	timers[0]() // once more
	timers[1]() // too late
	b.wantReplies(b.replies[0], "result 2 []")
	// The id stands for another call then.
	b.ask("call 2 api.a []")
	timers[1]()
	b.deliver("result 2 []")
	b.wantReplies(b.replies[0], "result 2 []", "result 2 []")
	b.ask("call 3 api.a []")
	b.view.Close()
	timers[3]()
	if stopped != 4 {
		t.Errorf("%d of 4 timers were stopped", stopped)
	}
}

func TestTimeOfACallThatWaits(t *testing.T) {
	b := newBench(t, false)
	var up func()
	b.router.options.After = func(_ time.Duration, f func()) func() {
		up = f
		return func() {}
	}
	b.router.SetLimits(Limits{CallTime: time.Minute})
	b.ask("call 1 api.a []")
	up()
	b.wantCodes(CodeCallTimeout, 1)
	b.router.BackendReady([]string{"api.a"})
	b.wantSent()
}

func TestLimitsHaveAHardEnd(t *testing.T) {
	l := Limits{Text: 1 << 40, Bytes: 1 << 50}.withDefaults()
	if l.Text != MaxText || l.Bytes != MaxBlob || l.Pending != MaxPending {
		t.Errorf("%+v", l)
	}
	if (Limits{}).withDefaults() != DefaultLimits {
		t.Errorf("%+v", Limits{}.withDefaults())
	}
}

// Whatever a backend sends, the host goes on, and a page hears of each of its calls once at most.
func FuzzDeliver(f *testing.F) {
	f.Add("result 1 1\nresult 1 2\nerror 2 {}", []byte(nil))
	f.Add("item 3 [1]\nend 3 null\ninvoke 9 1 []\nnext 10 2\ncredit 10 5 5\nreturn 10 null", []byte("blob"))
	f.Add("event 1 saved 1\nlisten 0 saved\nabort 3 null\ndrop 4\nrelease 5 1\ngone 0 {}\nopen 0 {}\n\n \nx", []byte{0})
	f.Fuzz(func(t *testing.T, text string, blob []byte) {
		b := newBench(t, true)
		b.ask("call 1 api.a []\ncall 2 api.b []")
		b.ask("next 3 7")
		records := Records{View: b.sent[0].View, Text: text}
		if len(blob) > 0 {
			records.Blob = [][]byte{blob}
		}
		_ = b.router.Deliver(records)
		for range 5 {
			b.ask("")
		}
		b.router.BackendGone("test")
		b.ask("")
		settled := map[uint64]int{}
		for record, err := range ParseRecords(strings.Join(b.replies, "\n")) {
			if err == nil && record.Kind != RecordItem && slices.Contains(answers[RecordCall], record.Kind) {
				settled[record.ID]++
			}
		}
		if settled[1] > 1 || settled[2] > 1 {
			t.Errorf("the page got %q", b.replies)
		}
	})
}

// What the desktop does is granted by name, also where the window has no list; nothing else of that form is a function.
func TestNativesAreGrantedByName(t *testing.T) {
	b := newBench(t, true)
	b.view.SetWindow(Window{Place: "windows[0].capabilities"})
	b.ask("call 1 native:clipboard.readText []")
	b.wantSent()
	b.wantCodes(CodeCallNotAllowed, 1)
	if last := b.replies[len(b.replies)-1]; !strings.Contains(last, `give windows[0].capabilities in deskjs.json the list [\"*\", \"event:*\", \"ipc:*\", \"native:clipboard.readText\"].`) {
		t.Errorf("the page is told %s", last)
	}
	b.replies = nil
	b.capabilities("*", "native:clipboard.readText", "native:shell.*")
	b.ask("call 2 native:clipboard.readText []\ncall 3 native:clipboard.writeText []\ncall 4 native:shell.openExternal []\ncall 5 native:shell.__proto__ []\ncall 6 native:fs.rm []\ncall 7 Native:shell.beep []\ncall 8 native:shell.beep%20 []")
	b.wantSent("call 2 native:clipboard.readText []\ncall 4 native:shell.openExternal []")
	b.wantCodes(CodeCallNotAllowed, 3, 5, 6, 7, 8)
	if len(b.refused) == 0 || !strings.Contains(strings.Join(b.refused, "\n"), `To allow it, add "native:clipboard.writeText" to windows[1].capabilities in deskjs.json`) {
		t.Errorf("refused: %q", b.refused)
	}
	b.view.SetWindow(Window{Name: "made"})
	b.ask("call 9 native:shell.beep []")
	if last := b.refused[len(b.refused)-1]; !strings.Contains(last, "give webPreferences.capabilities of its BrowserWindow the list") {
		t.Errorf("refused: %q", last)
	}
}

package bridge

import (
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
)

// bench is a router with a recorded backend and one view.
type bench struct {
	t       testing.TB
	router  *Router
	view    *View
	sent    []Records
	sendErr error
	refused []string
	replies []string // of the asks, in order of arrival
}

// opening is the news of a document.
var opening = regexp.MustCompile(`^open 0 \{.*\}\n`)

// gone is what the backend is told of a document that is closed.
var gone = "gone 0 " + ErrorText("The page is gone: it was closed, or another one was loaded.", CodePageGone)

func newBench(t testing.TB, ready bool) *bench {
	t.Helper()
	b := &bench{t: t}
	b.router = NewRouter(Options{
		Allowed: []string{"api.a", "api.b", "api.gone"},
		Send: func(records Records) error {
			b.sent = append(b.sent, records)
			return b.sendErr
		},
		Refused: func(_ *View, reason string) { b.refused = append(b.refused, reason) },
	})
	b.view = b.router.OpenView()
	if ready {
		b.router.BackendReady([]string{"api.a", "api.b"})
	}
	return b
}

func (b *bench) ask(text string) {
	b.view.Ask(text, func(reply string) { b.replies = append(b.replies, reply) })
}

// deliver answers as the backend that got the first records.
func (b *bench) deliver(text string, blob ...[]byte) {
	b.t.Helper()
	if err := b.router.Deliver(Records{View: b.sent[0].View, Text: text, Blob: blob}); err != nil {
		b.t.Error(err)
	}
}

func (b *bench) wantSent(texts ...string) {
	b.t.Helper()
	var got []string
	for _, records := range b.sent {
		got = append(got, opening.ReplaceAllString(records.Text, ""))
	}
	if fmt.Sprint(got) != fmt.Sprint(texts) {
		b.t.Errorf("the backend got %q, want %q", got, texts)
	}
}

func (b *bench) wantReplies(texts ...string) {
	b.t.Helper()
	if fmt.Sprintf("%q", b.replies) != fmt.Sprintf("%q", texts) {
		b.t.Errorf("the page got %q, want %q", b.replies, texts)
	}
}

// wantCodes checks that the page got exactly one error for each id, with this code.
func (b *bench) wantCodes(code string, ids ...uint64) {
	b.t.Helper()
	left := map[uint64]bool{}
	for _, id := range ids {
		left[id] = true
	}
	for record, err := range ParseRecords(strings.Join(b.replies, "\n")) {
		if record.Kind == RecordGone {
			continue
		}
		if err != nil || record.Kind != RecordError && record.Kind != RecordRefused || !strings.Contains(record.Rest, `"code":"`+code+`"`) || !left[record.ID] {
			b.t.Errorf("the page got %q %v, want errors %s for %v", record, err, code, ids)
		}
		delete(left, record.ID)
	}
	if len(left) > 0 {
		b.t.Errorf("the page got %q, no errors for %v", b.replies, left)
	}
}

func TestCall(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a [1]\ncall 2 api.b [2]")
	b.wantSent("call 1 api.a [1]\ncall 2 api.b [2]")
	b.wantReplies()
	b.deliver("result 2 \"two\"\nerror 1 {}")
	b.wantReplies("result 2 \"two\"\nerror 1 {}")
}

func TestAnswersWaitForAnAsk(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []\ncall 2 api.a []\ncall 3 api.a []")
	b.deliver("result 1 1")
	b.deliver("result 2 2")
	b.deliver("result 3 3")
	b.wantReplies("result 1 1")
	b.ask("")
	b.wantReplies("result 1 1", "result 2 2\nresult 3 3")
}

func TestOldestAskIsAnsweredFirst(t *testing.T) {
	b := newBench(t, true)
	var order []string
	b.view.Ask("call 1 api.a []", func(string) { order = append(order, "first") })
	b.view.Ask("call 2 api.a []", func(string) { order = append(order, "second") })
	b.deliver("result 2 2")
	b.deliver("result 1 1")
	if fmt.Sprint(order) != "[first second]" {
		t.Errorf("answered %v", order)
	}
}

func TestRefusedRecords(t *testing.T) {
	tests := []struct{ name, text, code string }{
		{"not on the list", "call 1 api.secret []", CodeCallNotAllowed},
		{"prototype as a name", "call 1 constructor []", CodeCallNotAllowed},
		{"not in the backend", "call 1 api.gone []", CodeCallNotFound},
		{"no arguments", "call 1 api.a", CodeBadRecord},
		{"unknown kind", "eval 1 x", CodeBadRecord},
		{"stream is no number", "next 1 x", CodeBadRecord},
		{"function is no number", "invoke 1 x []", CodeBadRecord},
		{"function without arguments", "invoke 1 5", CodeBadRecord},
		{"nothing was lent yet", "invoke 1 5 []", CodeBackendGone},
		{"the host's own", "gone 1 null", CodeBadRecord},
		{"a refusal", "refused 1 null", CodeBadRecord},
		{"bytes missing", "bytes 0123456789abcdef0123456789abcdef\ncall 1 api.a []", CodeBytesMissing},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, true)
			b.ask(test.text)
			b.wantSent()
			b.wantCodes(test.code, 1)
		})
	}
}

func TestUnanswerableRecords(t *testing.T) {
	for _, text := range []string{"x", "call x api.a []", "call 0 api.a []", "call 1.5 api.a []", "bytes x", "result 1 5", "end 1 5", "release 5 x",
		"credit 5 1", "credit 5 -1 2", "next 0 5", "invoke 0 5 []"} {
		b := newBench(t, true)
		b.ask(text)
		b.wantSent()
		b.wantReplies()
		if len(b.refused) != 1 {
			t.Errorf("%q: refused %q, want one refusal", text, b.refused)
		}
	}
}

func TestDuplicateID(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []\ncall 1 api.b []")
	b.wantSent("call 1 api.a []")
	b.deliver("result 1 1\nresult 1 2")
	b.ask("")
	b.wantReplies("result 1 1")
}

func TestQueueWhileStarting(t *testing.T) {
	b := newBench(t, false)
	b.ask("call 1 api.a []\ncall 2 api.gone []")
	b.ask("call 3 api.b []")
	b.wantSent()
	b.router.BackendReady([]string{"api.a", "api.b"})
	b.wantSent("call 1 api.a []\ncall 3 api.b []")
	b.wantCodes(CodeCallNotFound, 2)
}

func TestQueueIsBounded(t *testing.T) {
	b := newBench(t, false)
	text := strings.Repeat("x", 60<<20)
	for id := range 5 {
		b.ask("call " + strconv.Itoa(id+1) + " api.a " + text)
	}
	b.wantCodes(CodeTooManyCalls, 5)
}

func TestBackendGone(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []\ncall 2 api.a []")
	b.router.BackendGone("it ran out of memory")
	b.wantCodes(CodeBackendGone, 1, 2)
	if !strings.Contains(b.replies[0], "it ran out of memory") {
		t.Errorf("the reason is missing in %q", b.replies[0])
	}
	b.ask("call 3 api.a []")
	b.router.BackendGone("again") // the call waits for a backend that runs
	b.router.BackendReady([]string{"api.a"})
	b.wantSent("call 1 api.a []\ncall 2 api.a []", "call 3 api.a []")
	b.deliver("result 1 \"late\"\nresult 3 3")
	if last := b.replies[len(b.replies)-1]; last != "result 3 3" {
		t.Errorf("the page got %q, want only the answer to 3", last)
	}
}

func TestBackendFailed(t *testing.T) {
	b := newBench(t, false)
	b.ask("call 1 api.a []")
	b.router.BackendFailed("main.ts threw")
	b.ask("call 2 api.a []")
	b.wantCodes(CodeBackendGone, 1, 2)
	b.replies = nil
	b.router.BackendStarting()
	b.ask("call 3 api.a []")
	b.wantReplies()
	b.router.BackendReady([]string{"api.a"})
	b.wantSent("call 3 api.a []")
}

func TestSendFails(t *testing.T) {
	b := newBench(t, true)
	b.sendErr = errors.New("broken pipe")
	b.ask("call 1 api.a []\ncall 2 api.a []")
	b.wantCodes(CodeBackendGone, 1, 2)
}

func TestCallWithoutABackendWaitsForTheNext(t *testing.T) {
	b := newBench(t, true)
	b.sendErr = ErrNotRunning // it has stopped, and the router doesn't know yet
	b.ask("call 1 api.a [1]")
	b.sendErr = nil
	b.router.BackendGone("it crashed")
	b.wantReplies()
	b.router.BackendReady([]string{"api.a"})
	b.wantSent("call 1 api.a [1]", "call 1 api.a [1]")
	b.deliver("result 1 2")
	b.wantReplies("result 1 2")
}

func TestReplacedBackendTakesItsCallsAlong(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []")
	b.router.BackendStarting()
	b.wantCodes(CodeBackendGone, 1)
	b.ask("call 2 api.b []")
	b.router.BackendReady([]string{"api.a", "api.b"})
	b.wantSent("call 1 api.a []", "call 2 api.b []")
}

func TestStream(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []")
	b.deliver(`result 1 {"$":"iterable","id":77}`)
	b.ask("next 2 77")
	b.deliver("item 2 [1,2]")
	b.ask("credit 2 9 3\nreturn 2 null")
	b.deliver("end 2 null\nend 2 null")
	b.ask("credit 2 10 4\nreturn 2 null\nrelease 77 1") // it has ended meanwhile
	b.wantSent("call 1 api.a []", "next 2 77", "credit 2 9 3\nreturn 2 null", "release 77 1")
	b.wantReplies(`result 1 {"$":"iterable","id":77}`, "item 2 [1,2]", "end 2 null")
}

// What the backend asks of the page is answered once.
func TestBackendInvokes(t *testing.T) {
	b := newBench(t, true)
	b.ask(`call 1 api.a [{"$":"function","id":4}]`)
	b.deliver("invoke 9 4 [1]\nnext 10 5\nrelease 4 1")
	b.wantReplies("invoke 9 4 [1]\nnext 10 5\nrelease 4 1")
	b.ask("result 9 2\nresult 9 3\nitem 10 [1]\nresult 10 7\nend 10 null\nend 10 null\nerror 11 null")
	b.wantSent(`call 1 api.a [{"$":"function","id":4}]`, "result 9 2\nitem 10 [1]\nend 10 null")
	if len(b.refused) != 4 {
		t.Errorf("refused %q, want the 4 answers that nobody waits for", b.refused)
	}
}

func TestBackendInvokesAPageThatIsGone(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []")
	b.view.Reset()
	b.deliver("invoke 9 4 [1]")
	b.ask("result 9 2")
	if last := b.sent[len(b.sent)-1]; !strings.HasPrefix(last.Text, "gone 0 ") || len(b.sent) != 2 || len(b.refused) != 1 {
		t.Errorf("the backend got %v, refused are %q", b.sent, b.refused)
	}
}

func TestCancelledWhileItWaits(t *testing.T) {
	b := newBench(t, false)
	b.ask("call 1 api.a []\ncall 2 api.a []")
	b.ask("cancel 1 null\ncancel 3 null")
	b.wantCodes(CodeCancelled, 1)
	b.router.BackendReady([]string{"api.a"})
	b.wantSent("call 2 api.a []")
	b.ask("cancel 2 null")
	b.wantSent("call 2 api.a []", "cancel 2 null")
}

func TestWhatWasBorrowedEndsWithTheBackend(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []")
	b.deliver(`result 1 {"$":"iterable","id":77}`)
	b.ask("next 2 77")
	b.router.BackendGone("it crashed")
	b.router.BackendReady([]string{"api.a"})
	b.ask("next 3 77\ncredit 2 1 1\nrelease 5 1")
	lines := strings.Split(strings.Join(b.replies[1:], "\n"), "\n")
	for i, want := range []string{"error 2 ", "gone 0 ", "refused 3 "} {
		if i >= len(lines) || !strings.HasPrefix(lines[i], want) {
			t.Errorf("the page got %q, want %q in place %d", lines, want, i)
		}
	}
	b.wantSent("call 1 api.a []", "next 2 77")
}

// A call may find out that the backend stopped before the router hears of it.
func TestThePageHearsOfABackendThatWasGoneAlready(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []")
	b.sendErr = ErrNotRunning
	b.ask("call 2 api.a []")
	b.sendErr = nil
	b.router.BackendGone("it crashed")
	if all := strings.Join(b.replies, "\n"); strings.Count(all, "gone 0 ") != 1 {
		t.Errorf("the page got %q, want one gone", all)
	}
}

func TestResetEndsWhatWasBefore(t *testing.T) {
	b := newBench(t, true)
	secret := b.view.Secret()
	b.ask("call 1 api.a []\ncall 2 api.a []\ncall 3 api.a []")
	b.deliver("result 1 5")
	b.ask("")
	b.view.Reset()
	b.wantReplies("result 1 5", "")
	if b.view.Secret() == secret {
		t.Error("the secret is still the same")
	}
	b.ask("call 2 api.b []")
	b.deliver("result 2 \"old\"\nresult 3 6") // meant for the previous document
	if len(b.replies) != 2 {
		t.Errorf("the new document got %q", b.replies[2:])
	}
	b.wantSent("call 1 api.a []\ncall 2 api.a []\ncall 3 api.a []",
		gone, "call 2 api.b []")
	if b.sent[2].View == b.sent[0].View {
		t.Error("the new document has the number of the previous one")
	}
}

func TestClosedView(t *testing.T) {
	b := newBench(t, true)
	b.view.Close()
	b.ask("call 1 api.a []")
	b.wantReplies("")
	b.wantSent()
	if b.view.Secret() != "" {
		t.Error("a closed view has a secret")
	}
}

func TestTooManyPending(t *testing.T) {
	b := newBench(t, true)
	var text strings.Builder
	for id := range MaxPending + 2 {
		text.WriteString("call " + strconv.Itoa(id+1) + " api.a []\n")
	}
	b.ask(strings.TrimSuffix(text.String(), "\n"))
	b.wantCodes(CodeTooManyCalls, MaxPending+1, MaxPending+2)
}

func TestTooLarge(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a " + strings.Repeat("x", MaxText) + "\ncall 2 api.a []")
	b.wantSent("call 2 api.a []")
	b.wantCodes(CodeMessageTooLarge, 1)
}

func TestManyAsksAreLetGo(t *testing.T) {
	b := newBench(t, true)
	for range maxAsks + 5 {
		b.ask("")
	}
	if len(b.replies) != 5 {
		t.Errorf("%d of the oldest messages were answered, want 5", len(b.replies))
	}
}

func TestBackendBreaksTheProtocol(t *testing.T) {
	tests := []struct{ call, answer, code string }{
		{"call 1 api.a []", "item 1 [1]", CodeBadRecord},
		{"call 1 api.a []", "end 1 1", CodeBadRecord},
		{"call 1 api.a []", "call 1 api.a []", ""},
		{"call 1 api.a []", "gone 0 1", ""},
		{"call 1 api.a []", "invoke 0 5 []", ""},
		{"call 1 api.a []", "invoke 4 5 []\ninvoke 4 5 []", ""},
	}
	for _, test := range tests {
		b := newBench(t, true)
		b.ask(test.call)
		if err := b.router.Deliver(Records{View: b.sent[0].View, Text: test.answer}); err == nil {
			t.Errorf("%q is accepted as the answer to %q", test.answer, test.call)
		}
		if test.code != "" {
			b.wantCodes(test.code, 1)
		}
	}
}

func TestSetAllowed(t *testing.T) {
	b := newBench(t, true)
	b.router.SetAllowed([]string{"api.b"})
	b.ask("call 1 api.a []")
	b.wantCodes(CodeCallNotAllowed, 1)
}

// TestEveryCallSettlesOnce calls from several goroutines while the backend answers, dies and comes back.
func TestEveryCallSettlesOnce(t *testing.T) {
	const pages, calls = 4, 500
	requests := make(chan Records, pages*calls)
	router := NewRouter(Options{Allowed: []string{"api.a"}, Send: func(records Records) error {
		requests <- records
		return nil
	}})
	router.BackendReady([]string{"api.a"})
	go func() {
		answered := 0
		for records := range requests {
			for record := range ParseRecords(records.Text) {
				if record.Kind != RecordCall {
					continue
				}
				if answered++; answered%100 == 0 {
					router.BackendGone("test")
					router.BackendReady([]string{"api.a"})
				}
				_ = router.Deliver(Records{View: records.View, Text: fmt.Sprintf("result %d %d", record.ID, record.ID)})
			}
		}
	}()
	var group sync.WaitGroup
	for range pages {
		view := router.OpenView()
		group.Go(func() {
			settled := map[uint64]int{}
			for next, done := 1, 0; done < calls; {
				text := ""
				if next <= calls {
					text = fmt.Sprintf("call %d api.a []", next)
					next++
				}
				reply := make(chan string, 1)
				view.Ask(text, func(text string) { reply <- text })
				for record, err := range ParseRecords(<-reply) {
					if record.Kind == RecordGone {
						continue
					}
					if settled[record.ID]++; err != nil || settled[record.ID] > 1 {
						t.Errorf("%q settles again (%v)", record, err)
					}
					done++
				}
			}
		})
	}
	group.Wait()
	close(requests)
}

func FuzzAsk(f *testing.F) {
	f.Add("call 1 api.a []", "result 1 1")
	f.Add("call 1 api.a []\nnext 2 1\nreturn 2 1", "result 1 1\nitem 2 1\nend 2 1")
	f.Add("call 1 api.a []\ninvoke 2 7 []\ncancel 1 null\nabort 5 null\nresult 9 null", "invoke 9 1 []\nnext 10 2\nabort 3 null")
	f.Add("bytes "+token+"\ncall 1 api.a []", "error 1 {}")
	f.Add("call 1 api.secret []\n\n \nbytes \n", "item 9 9\nresult x")
	f.Fuzz(func(t *testing.T, text, answer string) {
		b := newBench(t, true)
		asked := 0
		b.view.Ask(text, func(string) { asked++ })
		for _, records := range b.sent {
			for record, err := range ParseRecords(records.Text) {
				function, _, _ := record.Call()
				if err != nil || record.Kind == RecordCall && !b.router.allowed[function] {
					t.Errorf("%q reached the backend (%v)", record, err)
				}
			}
		}
		_ = b.router.Deliver(Records{View: 1, Text: answer})
		b.router.BackendGone("test")
		b.view.Close()
		if asked != 1 {
			t.Errorf("the message was answered %d times", asked)
		}
		if n := len(b.router.documents); n != 0 {
			t.Errorf("%d documents are left", n)
		}
	})
}

func BenchmarkCall(b *testing.B) {
	router := NewRouter(Options{Allowed: []string{"api.a"}, Send: func(Records) error { return nil }})
	router.BackendReady([]string{"api.a"})
	view := router.OpenView()
	b.ReportAllocs()
	for b.Loop() {
		view.Ask(`call 1 api.a [{"id":1}]`, func(string) {})
		_ = router.Deliver(Records{View: 1, Text: `result 1 {"id":1}`})
	}
}

// TestBackendThatStays was asked to make room: what it owes is waited for, and what came meanwhile is its own when it stays.
func TestBackendThatStays(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []")
	b.router.BackendLeaving()
	drained := b.router.Drained()
	b.ask("call 2 api.b []")
	select {
	case <-drained:
		t.Error("nothing is owed, though api.a has not answered")
	default:
	}
	b.deliver("result 1 7")
	<-drained
	b.wantSent("call 1 api.a []")
	b.router.BackendStays()
	b.wantSent("call 1 api.a []", "call 2 api.b []")
	b.deliver("result 2 8")
	b.wantReplies("result 1 7", "result 2 8")
	b.router.BackendStays() // nobody has asked it to go
	<-b.router.Drained()
}

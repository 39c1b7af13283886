package bridge

import (
	"strings"
	"testing"
)

func TestEventsToThePage(t *testing.T) {
	b := newBench(t, true)
	b.ask("listen 1 saved")
	b.wantSent("listen 0 saved")
	b.deliver("event 1 saved 5\nevent 2 saved {}")
	b.ask("took 2\nunlisten 0 saved\nunlisten 0 saved")
	b.wantReplies("event 1 saved 5\nevent 2 saved {}")
	b.wantSent("listen 0 saved", "took 2\nunlisten 0 saved")
}

func TestEveryBackendHearsWhatPagesListenTo(t *testing.T) {
	b := newBench(t, false)
	b.ask("listen 1 b\nlisten 2 a\nlisten 3 c\nunlisten 0 c")
	b.wantSent()
	for range 2 {
		b.sent = nil
		b.router.BackendReady(nil)
		b.wantSent("listen 0 a\nlisten 0 b")
		b.router.BackendGone("it crashed")
	}
}

func TestEventsToTheBackend(t *testing.T) {
	b := newBench(t, true)
	b.ask("event 1 saved 5")
	if err := b.router.Deliver(Records{Text: "listen 0 saved"}); err != nil {
		t.Error(err)
	}
	b.ask("event 2 saved 6\nevent 3 other 7")
	b.deliver("took 2")
	b.ask("")
	b.wantSent("event 2 saved 6")
	b.wantReplies("took 1", "took 3", "took 2")
	if err := b.router.Deliver(Records{Text: "unlisten 0 saved"}); err != nil {
		t.Error(err)
	}
	b.ask("event 4 saved 5")
	b.wantReplies("took 1", "took 3", "took 2", "took 4")
}

func TestEventsWaitForTheBackend(t *testing.T) {
	b := newBench(t, false)
	b.ask("event 1 saved 5\nevent 2 other 6")
	b.wantReplies()
	if err := b.router.Deliver(Records{Text: "listen 0 saved"}); err != nil {
		t.Error(err)
	}
	b.router.BackendReady(nil)
	b.wantSent("event 1 saved 5")
	b.wantReplies("took 2")
	b.router.BackendFailed("it crashed")
	b.ask("event 3 saved 5")
	b.ask("")
	if all := strings.Join(b.replies, "\n"); !strings.Contains(all, "took 3") {
		t.Errorf("the page got %q", all)
	}
}

func TestEventsAreCapabilities(t *testing.T) {
	b := newBench(t, true)
	b.capabilities("event:ok*")
	if err := b.router.Deliver(Records{Text: "listen 0 ok\nlisten 0 no"}); err != nil {
		t.Error(err)
	}
	b.ask("listen 1 okay\nlisten 2 no\nevent 3 ok 1\nevent 4 no 1")
	b.wantSent("listen 0 okay\nevent 3 ok 1")
	b.wantCodes(CodeEventNotAllowed, 2, 4)
}

func TestEventsThatMakeNoSense(t *testing.T) {
	for _, text := range []string{"listen 1 ", "listen 1 a b", "listen 1 " + strings.Repeat("x", MaxEventName+1), "event 1 saved", "event 1  5", "event 1"} {
		b := newBench(t, true)
		b.ask(text)
		b.wantSent()
		b.wantCodes(CodeBadRecord, 1)
	}
	b := newBench(t, true)
	for _, text := range []string{"listen 0 a b", "call 1 a []", "x"} {
		if err := b.router.Deliver(Records{Text: text}); err == nil {
			t.Errorf("%q of the backend, for no document, is accepted", text)
		}
	}
}

package loop

import (
	"errors"
	"reflect"
	"testing"
	"time"

	"github.com/dop251/goja"
)

// trace collects what ran, in order.
type trace struct {
	loop *Loop
	vm   *goja.Runtime
	ran  []string
}

func newTrace() *trace {
	vm := goja.New()
	return &trace{loop: New(vm), vm: vm}
}

func (t *trace) log(what string) func() { return func() { t.ran = append(t.ran, what) } }

// micro queues a promise job.
func (t *trace) micro(run func()) {
	promise, resolve, _ := t.vm.NewPromise()
	then, _ := goja.AssertFunction(t.vm.ToValue(promise).(*goja.Object).Get("then"))
	job := func(goja.FunctionCall) goja.Value { run(); return goja.Undefined() }
	if _, err := then(t.vm.ToValue(promise), t.vm.ToValue(job)); err != nil {
		panic(err)
	}
	_ = resolve(nil)
}

func (t *trace) expect(test *testing.T, want ...string) {
	test.Helper()
	if !reflect.DeepEqual(t.ran, want) {
		test.Errorf("ran %q\nwant %q", t.ran, want)
	}
}

func TestTicksComeBeforeMicrotasks(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		t.micro(func() {
			t.log("micro")()
			t.loop.NextTick(t.log("tick of micro"))
			t.micro(t.log("micro of micro"))
		})
		t.loop.NextTick(func() {
			t.log("tick")()
			t.loop.NextTick(t.log("tick of tick"))
		})
		t.log("main")()
	})
	t.expect(test, "main", "tick", "tick of tick", "micro", "micro of micro", "tick of micro")
}

func TestTicksRunBetweenImmediates(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		t.loop.SetImmediate(func() {
			t.log("one")()
			t.loop.NextTick(t.log("tick"))
			t.micro(t.log("micro"))
		})
		t.loop.SetImmediate(t.log("two"))
	})
	t.expect(test, "one", "tick", "micro", "two")
}

func TestImmediateSetByImmediateWaitsForTheNextTurn(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		t.loop.SetImmediate(func() {
			t.loop.SetImmediate(t.log("later"))
			t.loop.Post(t.log("posted"))
		})
		t.loop.SetImmediate(t.log("same turn"))
	})
	t.expect(test, "same turn", "posted", "later")
}

func TestTimersFireByTimeThenOrder(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		t.loop.SetTimer(30, false, t.log("30"))
		t.loop.SetTimer(1, false, t.log("1 first"))
		t.loop.SetTimer(0, false, t.log("0 is 1"))
		t.loop.SetTimer(-5, false, t.log("-5 is 1"))
		t.loop.SetTimer(10, false, t.log("10"))
	})
	t.expect(test, "1 first", "0 is 1", "-5 is 1", "10", "30")
}

func TestIntervalRepeatsUntilCleared(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		var timer *Timer
		timer = t.loop.SetTimer(1, true, func() {
			t.log("fired")()
			if len(t.ran) == 3 {
				timer.Clear()
			}
		})
	})
	t.expect(test, "fired", "fired", "fired")
}

func TestClearedTimersDoNotFire(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		second := t.loop.SetTimer(1, false, t.log("cleared"))
		immediate := t.loop.SetImmediate(t.log("cleared"))
		t.loop.NextTick(second.Clear)
		t.loop.NextTick(immediate.Clear)
		second.Clear()
	})
	t.expect(test)
}

func TestRefreshStartsAnew(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		var timer *Timer
		timer = t.loop.SetTimer(1, false, func() {
			t.log("fired")()
			if len(t.ran) == 1 {
				timer.Refresh()
			}
		})
	})
	t.expect(test, "fired", "fired")
}

func TestTimeoutBecomesInterval(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		var timer *Timer
		timer = t.loop.SetTimer(1, false, func() {
			t.log("fired")()
			timer.SetRepeat(0)
			if len(t.ran) < 3 {
				timer.SetRepeat(1)
			}
		})
	})
	t.expect(test, "fired", "fired", "fired")
}

func TestUnrefLetsTheLoopEnd(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		t.loop.SetTimer(1e6, false, t.log("never")).Unref()
		t.loop.SetImmediate(t.log("unref'd, of a loop that goes on")).Unref()
		again := t.loop.SetTimer(1, false, t.log("ref'd again"))
		again.Unref()
		again.Ref()
	})
	t.expect(test, "unref'd, of a loop that goes on", "ref'd again")
}

func TestHoldKeepsTheLoopForAPost(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() {
		t.loop.Hold(1)
		go t.loop.Post(func() {
			t.loop.Hold(-1)
			t.log("posted")()
		})
	})
	t.expect(test, "posted")
}

func TestPostWakesALoopThatWaitsForATimer(test *testing.T) {
	t := newTrace()
	began := time.Now()
	t.loop.Run(func() {
		timer := t.loop.SetTimer(60_000, false, t.log("too late"))
		go t.loop.Post(timer.Clear)
	})
	t.expect(test)
	if time.Since(began) > 30*time.Second {
		test.Error("the post did not wake the loop")
	}
}

func TestBeforeExitMayGoOn(test *testing.T) {
	t := newTrace()
	t.loop.BeforeExit = func() {
		t.log("beforeExit")()
		if len(t.ran) == 2 {
			t.loop.SetImmediate(t.log("more"))
		}
	}
	t.loop.Run(t.log("main"))
	t.expect(test, "main", "beforeExit", "more", "beforeExit")
}

func TestStopEndsAtOnce(test *testing.T) {
	t := newTrace()
	t.loop.BeforeExit = t.log("beforeExit")
	t.loop.Run(func() {
		t.loop.SetImmediate(t.log("immediate"))
		t.loop.NextTick(func() {
			t.log("tick")()
			t.loop.Stop()
		})
		t.loop.NextTick(t.log("tick after the stop"))
	})
	t.expect(test, "tick")
}

func TestErrorsAreReportedAndTheRestRuns(test *testing.T) {
	t := newTrace()
	t.loop.OnError = func(err error) { t.log("error: " + err.Error())() }
	t.loop.Run(func() {
		t.loop.NextTick(func() { t.loop.Report(errors.New("tick")) })
		t.loop.NextTick(t.log("next"))
		t.loop.SetTimer(1, false, func() { t.loop.Report(errors.New("timer")) })
		t.loop.SetTimer(1, false, t.log("second timer"))
	})
	t.expect(test, "error: tick", "next", "error: timer", "second timer")
}

func TestRejectionsAreLookedAtWhenTheQueuesAreDry(test *testing.T) {
	t := newTrace()
	looked := 0
	t.loop.Rejections = func() bool {
		looked++
		if looked > 1 {
			return false
		}
		t.loop.InFrame(func() {
			t.log("looked")()
			t.loop.NextTick(t.log("tick of the look"))
		})
		return true
	}
	t.loop.Run(func() {
		t.loop.NoteRejection()
		t.loop.NextTick(t.log("tick"))
		t.micro(t.log("micro"))
	})
	t.expect(test, "tick", "micro", "looked", "tick of the look")
}

func TestUnrefdImmediateAloneDoesNotRun(test *testing.T) {
	t := newTrace()
	t.loop.Run(func() { t.loop.SetImmediate(t.log("never")).Unref() })
	t.expect(test)
}

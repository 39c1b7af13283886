package bridge

import (
	"errors"
	"strings"
	"testing"
)

const nowToken = "0123456789abcdef0123456789abcdef"

// askNow uploads text as the page does and waits for its answer; the answers are noted.
func (b *bench) askNow(text string) (answers *[]string, err error) {
	b.t.Helper()
	blob := append(BlobHeader([][]byte{[]byte(text)}), text...)
	secret := b.view.Secret()
	if err := b.router.Upload(BytesPath{secret, nowToken, 0, len(blob)}, blob); err != nil {
		b.t.Fatal(err)
	}
	answers = &[]string{}
	return answers, b.router.AskNow(secret, nowToken, func(text string) { *answers = append(*answers, text) })
}

func TestAskNowHasItsAnswerAndNothingElse(t *testing.T) {
	b := newBench(t, true)
	b.ask("call 1 api.a []")
	answers, err := b.askNow("call 9 ipc:config [1]")
	if err != nil {
		t.Fatal(err)
	}
	b.wantSent("call 1 api.a []", "call 9 ipc:config [1]")
	b.deliver("result 1 1\nresult 9 \"now\"")
	b.wantReplies("result 1 1")
	if len(*answers) != 1 || (*answers)[0] != `result 9 "now"` {
		t.Errorf("answered %q", *answers)
	}
}

func TestAskNowIsAnsweredOnceWhateverHappens(t *testing.T) {
	tests := []struct {
		name, text string
		then       func(*bench)
		want       string
	}{
		{"not a call", "invoke 9 1 []", nil, ""},
		{"no record", "", nil, ""},
		{"an id in use", "call 1 ipc:a []", nil, ""},
		{"not allowed", "call 9 api.other []", nil, CodeCallNotAllowed},
		{"bytes that are not there", "bytes " + nowToken + "\ncall 9 ipc:a []", nil, CodeBytesMissing},
		{"the backend goes", "call 9 ipc:a []", func(b *bench) { b.router.BackendGone("it broke") }, CodeBackendGone},
		{"the page goes", "call 9 ipc:a []", func(b *bench) { b.view.Reset() }, ""},
		{"the window goes", "call 9 ipc:a []", func(b *bench) { b.view.Close() }, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			b := newBench(t, true)
			b.ask("call 1 api.a []")
			answers, err := b.askNow(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if test.then != nil {
				test.then(b)
			}
			if len(*answers) != 1 || !strings.Contains((*answers)[0], test.want) || test.want == "" && (*answers)[0] != "" {
				t.Errorf("answered %q, want one with %q", *answers, test.want)
			}
		})
	}
}

func TestAskNowNeedsTheSecretAndTheBytes(t *testing.T) {
	b := newBench(t, true)
	never := func(string) { t.Error("answered") }
	if err := b.router.AskNow("x", nowToken, never); !errors.Is(err, ErrBytesRefused) {
		t.Error(err)
	}
	if err := b.router.AskNow(b.view.Secret(), nowToken, never); !errors.Is(err, ErrBytesRefused) {
		t.Error(err)
	}
}

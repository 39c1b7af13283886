package clone_test

import (
	"errors"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/bridge"
	"github.com/deskjs/deskjs/runtime/backend/clone"
)

// FuzzGraph sends random graphs from the page to the backend and back; see bridge/testdata/random.js.
func FuzzGraph(f *testing.F) {
	source, err := os.ReadFile("../../../bridge/testdata/random.js")
	if err != nil {
		f.Fatal(err)
	}
	grow := "(function () {" + strings.ReplaceAll(string(source), "\nexport ", "\n") + "\nreturn grow })()"
	for seed := range uint32(200) {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, seed uint32) { compare(t, grow+"("+strconv.FormatUint(uint64(seed), 10)+")", true) })
}

// hostile are texts that no encoder writes. The seeds in testdata/fuzz are more of them.
var hostile = []string{
	strings.Repeat("[", 20000), strings.Repeat(`{"a":`, 20000), strings.Repeat(`{"$":"set","v":[`, 20000),
	strings.Repeat(`{"$":"def","id":1,"v":`, 20000), strings.Repeat(`{"$":"boxed","v":`, 20000), strings.Repeat(`{"$":"function","id":1,"v":`, 20000),
	strings.Repeat(`{"$":"error","name":"Error","message":"","stack":"","cause":`, 20000),
	`{"$":"bigint","v":"` + strings.Repeat("9", 400_000) + `"}`, `{"$":"regexp","s":"` + strings.Repeat("(", 20000) + `","f":""}`,
	`{"$":"regexp","s":"` + strings.Repeat("(?:a|", 5000) + strings.Repeat(")", 5000) + `","f":"u"}`, `{"$":"regexp","s":"a","f":"gg"}`,
	`{"$":"array","n":4294967295,"v":[[4294967294,1]]}`, `{"$":"array","n":1,"v":[["length",5]]}`, `{"$":"array","n":1e999,"v":[]}`,
	`{"$":"array","n":0.5,"v":[]}`, `{"$":"array","n":0,"v":[[4294967295,1],["__proto__",1]]}`, `{"a":1,"a":2,"__proto__":3,"__proto__":{}}`,
	`{"$":"object","v":[["__proto__",{"polluted":1}],["__proto__",null]]}`, `{"$":"ref","id":1}`, `{"$":"ref","id":-1}`, `{"$":"ref","id":1e300}`,
	`[{"$":"def","id":1,"v":{"$":"ref","id":1}}]`, `{"$":"def","id":1,"v":5}`, `[{"$":"def","id":1,"v":{}},{"$":"def","id":1,"v":{}}]`,
	`{"$":"def","id":1,"v":{"$":"boxed","v":{"$":"ref","id":1}}}`, `{"$":"def","id":1,"v":{"$":"exception","name":"","message":"","stack":""}}`,
	`{"$":"bytes","t":"Uint8Array","i":0,"o":1e300,"n":1}`, `{"$":"bytes","t":"Float64Array","i":0,"o":1,"n":0}`,
	`{"$":"bytes","t":"constructor","i":0,"o":0,"n":0}`, `{"$":"bytes","t":"__proto__","i":0,"o":0,"n":0}`,
	`{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":null}`, `{"$":"bytes","t":"Uint8Array","i":0,"o":0,"n":null,"max":1e15}`,
	`{"$":"bytes","t":"ArrayBuffer","i":0,"o":0,"n":2,"max":1}`, `{"$":"bytes","t":"ArrayBuffer","i":9,"o":0,"n":2}`, `{"$":"blob","i":0,"type":1}`,
	`{"$":"file","i":0,"name":"","type":"","modified":{}}`, `{"$":"shared","t":"Uint8Array","i":0,"o":0,"n":0}`, `{"$":"date","v":1e999}`,
	`{"$":"date","v":{}}`, `{"$":"map","v":[[{"$":"map","v":[]}]]}`, `{"$":"number","v":"Infinity "}`, `{"$":"bigint","v":"0x10"}`, `{"$":"bigint","v":""}`,
	`{"$":"bigint","v":" 1"}`, `{"$":"bigint","v":"1_0"}`, `{"$":"error","name":"toString","message":"","stack":"","props":{"$":"object","v":[["stack",1]]}}`,
	`{"$":"error","name":"__proto__","message":"","stack":""}`, `{"$":"toString"}`, `{"$":"__proto__"}`, `{"$":{"$":"undefined"}}`, `{"$":null}`, `{"$":[]}`,
	`{"\u0024":"undefined"}`, `{"a":{"$":"undefined","extra":1}}`, `{"$":"undefined"`, `"\ud800\udc00\ud800"`, `"\uD83D\uDE00"`, `[1,2,]`, `[1 ,2]`, "\ufeff1",
	`{"$":"function","id":1}`, `{"$":"signal","id":-1}`, `{"$":"function","id":9007199254740993}`, strings.Repeat("9", 5000), "-" + strings.Repeat("0", 5000) + ".0",
}

var eightBytes = append(bridge.BlobHeader([][]byte{make([]byte, 8)}), 1, 2, 3, 4, 5, 6, 7, 8)

func addHostile(f *testing.F) {
	for _, table := range tables {
		f.Add(table.text, eightBytes)
	}
	for _, text := range hostile {
		f.Add(text, eightBytes)
		f.Add(text[:len(text)-len(text)/3], []byte{255, 255, 255, 255, 1})
	}
}

// FuzzDecode gives the backend's decoder what a hostile page may send.
func FuzzDecode(f *testing.F) {
	addHostile(f)
	f.Fuzz(func(t *testing.T, text string, blob []byte) {
		rt := goja.New()
		value, err := clone.Codec{Owner: &lender{rt: rt}}.Decode(rt, text, blob)
		if err != nil {
			var wrong *clone.SyntaxError
			var tooLarge *clone.TooLargeError
			var refused *clone.DataCloneError
			var thrown *goja.Exception
			typed := errors.As(err, &wrong) || errors.As(err, &tooLarge) || errors.As(err, &refused) || err.Error() == "thirteen"
			if !typed && !(errors.As(err, &thrown) && typedException.MatchString(err.Error())) {
				t.Errorf("%.200q: %T: %v", text, err, err)
			}
			return
		}
		if _, _, err := (clone.Codec{Owner: &lender{rt: rt}}).Encode(rt, value, "value"); err != nil {
			t.Errorf("what was decoded of %.200q can't be encoded: %v", text, err)
		}
		if polluted := rt.NewObject().Get("polluted"); polluted != nil {
			t.Errorf("%.200q reaches Object.prototype", text)
		}
	})
}

// typedException are errors of the engine's own about what it was asked to make: a regular expression, a buffer.
var typedException = regexp.MustCompile(`^(SyntaxError|RangeError|DataCloneError)\b`)

// FuzzPageDecode gives the page's decoder odd text.
func FuzzPageDecode(f *testing.F) {
	addHostile(f)
	p := newPage(f)
	p.owner = run(f, p.rt, ownerSource)
	f.Fuzz(func(t *testing.T, text string, blob []byte) {
		if _, err := bridge.ParseBlob(blob); err != nil {
			blob = eightBytes // the host passes on none that is wrong
		}
		if _, err := p.receive(text, append([]byte(nil), blob...)); err != nil && !typedException.MatchString(err.Error()) {
			t.Errorf("%.200q: %v", text, err)
		}
		if run(t, p.rt, `({}).polluted !== undefined`).ToBoolean() {
			t.Errorf("%.200q reaches Object.prototype", text)
		}
	})
}

package validated_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/deskjs/deskjs/runtime/backend"
	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// schemas are two by hand: a string of at least some length, and a number that may come as text, and takes its time.
const schemas = `
	const { validated } = require('deskjs')
	const schema = (validate) => ({ '~standard': { version: 1, vendor: 'test', validate } })
	const text = (least) => schema((value) => typeof value === 'string' && value.length >= least ? { value } : { issues: [{ message: 'too short' }] })
	const number = schema(async (value) => Number.isNaN(Number(value)) ? { issues: [{ message: 'no number', path: [] }] } : { value: Number(value) })
	const note = schema((value) => {
		const issues = []
		if (value?.title === '') issues.push({ message: 'is empty', path: [{ key: 'title' }] })
		if (value?.tags?.[1] === '') issues.push({ message: 'is empty', path: ['tags', 1] })
		if (value?.['a b']) issues.push({ message: 'is odd', path: ['a b', Symbol('s')] })
		return issues.length > 0 ? { issues } : { value: { ...value, checked: true } }
	})
	const show = async (promise) => {
		try { console.log(await promise) } catch (error) { console.log(error.name, error.code, error.message, JSON.stringify(error.issues)) }
	}
`

func run(t *testing.T, code string) string {
	t.Helper()
	var out, errors bytes.Buffer
	b := backend.New(backend.Options{Host: engine.Host{Stdout: &out, Stderr: &errors, Executable: "deskjs", Args: []string{"script.js"}}})
	if exit := b.RunSource("main.js", t.TempDir(), schemas+code); exit != 0 {
		t.Fatalf("exit code %d\n%s", exit, errors.String())
	}
	return strings.TrimSpace(out.String())
}

func TestValidated(t *testing.T) {
	for _, test := range []struct{ name, code, want string }{
		{"what the schemas give", `const save = validated([text(1), number], async function save(a, b) { return [a, b, arguments.length, save.name] })
			show(save('x', '5', 'more'))`, `[ 'x', 5, 2, 'save' ]`},
		{"issues", `let ran = 0; const save = validated([note, text(2)], async () => { ran++ })
			Object.defineProperty(save, 'name', { value: 'save' })
			show(save({ title: '', tags: ['', ''], 'a b': 1 }, 'a')).then(() => console.log(ran))`,
			`TypeError ERR_INVALID_ARGUMENT save: arguments[0].title: is empty; arguments[0].tags[1]: is empty; arguments[0]['a b']['Symbol(s)']: is odd; arguments[1]: too short ` +
				`[{"message":"is empty","path":[0,"title"]},{"message":"is empty","path":[0,"tags",1]},{"message":"is odd","path":[0,"a b","Symbol(s)"]},{"message":"too short","path":[1]}]` + "\n0"},
		{"a schema that takes its time", `show(validated([number], async (n) => n)('x'))`, `TypeError ERR_INVALID_ARGUMENT arguments[0]: no number [{"message":"no number","path":[0]}]`},
		{"too few", `show(validated([text(0)], async (n) => n)())`, `TypeError ERR_INVALID_ARGUMENT arguments[0]: too short [{"message":"too short","path":[0]}]`},
		{"a schema that throws", `show(validated([schema(() => { throw new RangeError('broken') })], async () => 1)(1))`, `RangeError undefined broken undefined`},
		{"an argument that isn't a schema", `try { validated([{}], async () => 1) } catch (error) { console.log(error.code, error.message) }`,
			`ERR_INVALID_ARG_TYPE The "schemas[0]" argument must be an instance of StandardSchema. Received an instance of Object`},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := run(t, test.code); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

func TestValidatedGenerator(t *testing.T) {
	if !engine.New(engine.Host{}).Patched() {
		t.Log("needs a patch: async generators")
		return
	}
	got := run(t, `
		const count = validated([number], async function* (to) { try { for (let i = 1; i <= to; i++) yield i } finally { console.log('end') } })
		show((async () => {
			for await (const i of count('3')) console.log(i)
			for await (const i of count('3')) { console.log(i); break }
			const never = count('3'); console.log(await never.return('x'), await never.next())
			for await (const i of count('x')) console.log(i)
		})())`)
	want := "1\n2\n3\nend\n1\nend\n{ value: 'x', done: true } { value: undefined, done: true }\n" +
		`TypeError ERR_INVALID_ARGUMENT arguments[0]: no number [{"message":"no number","path":[0]}]`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

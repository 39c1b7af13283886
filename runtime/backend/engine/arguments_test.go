package engine

import (
	"testing"

	"github.com/dop251/goja"
)

func TestArgumentsInArrowFunctions(t *testing.T) {
	tests := []struct{ source, want string }{
		{`(function () { return (() => arguments.length)() })(1)`, "1"},
		{`(function (a) { const g = () => arguments[0] + a; return g() })(1)`, "2"},
		{`(function (a, b) { "use strict"; const g = () => () => arguments.length; return [g()(), (() => b)(), this === undefined] })(1, 2)`, "2,2,true"},
		{`(function (a, ...b) { const g = () => arguments.length; return [g(), (() => b)()] })(1, 2)`, "2,2"},
		{`(function ({ a }, b = 3) { const g = () => arguments.length; return [g(), a, b] })({ a: 1 })`, "1,1,3"},
		{`({ m(a) { return [(() => arguments.length)(), a] } }).m(1)`, "1,1"},
		{`new (class { constructor(a) { this.n = (() => arguments.length + a)() } })(1).n`, "2"},
		{`(function () { return [1].map(() => (function (x) { return (() => arguments[0])() })(7)).concat(arguments.length) })(1, 2)`, "7,2"},
		{`(function (a) { a = 5; return (() => arguments[0])() })(1)`, "5"},
		{`(function () { const f = x => x.arguments; return f({ arguments: 3 }) })()`, "3"},
		{`(function () { var arguments = [1, 2, 3]; return (() => arguments.length)() })()`, "3"},
		{`(function (arguments) { return (() => arguments)() })(4)`, "4"},
	}
	for _, test := range tests {
		program, err := Compile("test.js", test.source)
		if err != nil {
			t.Errorf("%s: %v", test.source, err)
			continue
		}
		value, err := goja.New().RunProgram(program)
		if err != nil || value.String() != test.want {
			t.Errorf("%s: got %v %v, want %s", test.source, value, err, test.want)
		}
	}
}

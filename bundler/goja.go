package bundler

import (
	"bytes"
	"regexp"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/runtime/backend/engine"
)

// patched says whether the runtime has the changes to goja; tests have what is lowered without them.
var patched = engine.Patched()

// gojaSyntax names what esbuild must lower because goja's parser lacks it, or, for unicode-escapes, panics on some of
// it. What the changes to goja add need not be lowered in a build that has them: the command line, which bundles, is built
// together with the runtime. The target stays ESNext: lowering classes and spread as well would cost goja up to forty times the time.
func gojaSyntax() map[string]bool {
	return map[string]bool{
		"async-generator":                 patched,
		"for-await":                       patched,
		"using":                           false,
		"decorators":                      false,
		"dynamic-import":                  false,
		"unicode-escapes":                 false,
		"regexp-unicode-property-escapes": patched,
		"regexp-match-indices":            patched,
		"regexp-set-notation":             patched,
	}
}

// helperRepairs are replacements within the helpers that esbuild puts before the code, where source maps do not point.
var helperRepairs = [][2][]byte{
	// esbuild ends an async generator at the first await in a finally block that return() runs.
	{[]byte(`resume(k === "return" ? k : "next", v[1] ?`), []byte(`resume(k === "return" && v[1] ? k : "next", v[1] ?`)},
	// The loader has CommonJS modules' namespaces made already.
	{[]byte("var __toESM = (mod, isNodeMode, target) => ("), []byte("var __toESM = (mod, isNodeMode, target) => mod?.[Symbol.toStringTag] === \"Module\" ? mod : (")},
}

// keptName is what esbuild adds below a function's declaration so that it keeps its name.
var keptName = regexp.MustCompile(`(?m)^ *__name\(([\w$]+), "([\w$]+)"\);$`)

// dropKeptNames blanks the calls that give a function the name that it has anyway: each would cost goja a call whenever
// the function around it runs. Every other byte stays where it is, for the source map.
func dropKeptNames(code []byte) []byte {
	for _, at := range keptName.FindAllSubmatchIndex(code, -1) {
		if bytes.Equal(code[at[2]:at[3]], code[at[4]:at[5]]) {
			for i := at[0]; i < at[1]; i++ {
				code[i] = ' '
			}
		}
	}
	return code
}

// repairHelpers applies helperRepairs to code that is not minified: there every helper has lines of its own.
func repairHelpers(code []byte) []byte {
	for _, repair := range helperRepairs {
		code = bytes.Replace(code, repair[0], repair[1], 1)
	}
	return code
}

// loaderFor returns how esbuild reads a file of this extension, and whether it is known. Unknown files are JavaScript,
// as they are to Node.
func loaderFor(extension string) (api.Loader, bool) {
	switch extension {
	case ".js", ".cjs", ".mjs":
		return api.LoaderJS, true
	case ".jsx":
		return api.LoaderJSX, true
	case ".ts", ".cts", ".mts":
		return api.LoaderTS, true
	case ".tsx":
		return api.LoaderTSX, true
	case ".json":
		return api.LoaderJSON, true
	}
	return api.LoaderJS, false
}

package engine

import (
	"sync"
	"unsafe"

	"github.com/dop251/goja"

	"github.com/deskjs/deskjs/runtime/backend/engine/regexp"
)

// regexpProgram is what patched goja asks of a compiled regular expression.
type regexpProgram = interface {
	Groups() int
	GroupNames() []string
	MatchASCII(input string, start int, sticky bool, captures []int, interrupted *uint32) (bool, error)
	MatchUTF16(input []uint16, start int, sticky bool, captures []int, interrupted *uint32) (bool, error)
}

// Patched goja takes its regular expressions from package regexp, in literals too, which are
// compiled with the script: so this happens before there is a runtime.
func init() {
	patched, ok := any((*goja.Runtime)(nil)).(interface {
		SetRegExpCompiler(func(pattern []uint16, flags string) (regexpProgram, error))
	})
	if ok {
		patched.SetRegExpCompiler(compileRegExp)
	}
}

// regexpCacheSize is how many programs are kept for new RegExp with the same pattern.
const regexpCacheSize = 512

type regexpKey struct{ pattern, flags string }

var (
	regexpMu    sync.Mutex
	regexpCache = map[regexpKey]*regexp.Program{}
)

func compileRegExp(pattern []uint16, flags string) (regexpProgram, error) {
	// The key's bytes are the pattern's units; they are copied only to be kept.
	text := unsafe.String((*byte)(unsafe.Pointer(unsafe.SliceData(pattern))), 2*len(pattern))
	regexpMu.Lock()
	program, ok := regexpCache[regexpKey{text, flags}]
	regexpMu.Unlock()
	if ok {
		return program, nil
	}
	program, err := regexp.Compile(pattern, flags)
	if err != nil {
		return nil, err
	}
	regexpMu.Lock()
	defer regexpMu.Unlock()
	if len(regexpCache) >= regexpCacheSize {
		clear(regexpCache)
	}
	regexpCache[regexpKey{string([]byte(text)), flags}] = program
	return program, nil
}

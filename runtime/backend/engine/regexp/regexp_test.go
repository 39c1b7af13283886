package regexp

import (
	"errors"
	"strings"
	"sync/atomic"
	"testing"
	"unicode/utf16"
)

func units(text string) []uint16 { return utf16.Encode([]rune(text)) }

func mustCompile(t *testing.T, source, flags string) *Program {
	t.Helper()
	program, err := Compile(units(source), flags)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// TestNewSyntax is what node 20 lacks: modifiers and names in several alternatives, by the specification's text.
func TestNewSyntax(t *testing.T) {
	for _, test := range []struct{ source, flags, input, want string }{
		{`(?i:a)b`, "", "Ab ab AB aB", "0-2 3-5"},
		{`(?-i:a)b`, "i", "Ab aB", "3-5"},
		{`(?i-s:a.)`, "s", "A\nax", "2-4"},
		{`(?s:.)(?-s:.)`, "", "\n\n\nx", "2-4"},
		{`(?m:^)a$`, "", "a\na", "2-3"},
		{`(?m:^a$)`, "", "b\na\nb", "2-3"},
		{`(?i:[^a])`, "", "Ab", "1-2"},
		{`(?i:(a))\1`, "", "Aa AA", "3-5,3-4"},
		{`(a)(?i:\1)`, "", "aA", "0-2,0-1"},
		{`(?i:(?-i:a)b)`, "", "aB AB", "0-2"},
		{`(?:(?i:a|b)c)+`, "", "AcBc", "0-4"},
		{`(?i:\b)k`, "u", "k", "0-1"},
		{`(?<x>a)|(?<x>b)`, "", "ab", "0-1,0-1, 1-2,,1-2"},
		{`(?:(?<x>a)|(?<x>b))\k<x>`, "", "abbaa", "1-3,,1-2 3-5,3-4,"},
		{`(?:(?:(?<x>a)|(?<x>b)|c)\k<x>){2}`, "", "aac", "0-3,,"},
		{`(?<=(?:\k<x>(?<x>a)|(?<x>b)\k<x>))c`, "", "aac", "2-3,1-2,"},
		{`\p{Script=Greek}+`, "u", "abγδ", "2-4"},
		{`[\w--k]+`, "iv", "sK", "0-1"},
		{`[ſ&&s]`, "iv", "S", "0-1"},
		{`\u{1F600}(?<x>.)`, "u", "😀x", "0-3,2-3"},
	} {
		if got := allMatches(mustCompile(t, test.source, test.flags), units(test.input), false); got != test.want {
			t.Errorf("/%s/%s on %q: %q, want %q", test.source, test.flags, test.input, got, test.want)
		}
	}
	for source, want := range map[string]string{
		`(?ii:a)`:             "Invalid flag group",
		`(?i-i:a)`:            "Invalid flag group",
		`(?-:a)`:              "Invalid group",
		`(?g:a)`:              "Invalid group",
		`(?i)`:                "Invalid group",
		`(?i--s:a)`:           "Invalid group",
		`(?<x>a)(?<x>b)`:      "Duplicate capture group name",
		`(?<x>a|(?<x>b))`:     "Duplicate capture group name",
		`((?<x>a)|b)(?<x>c)`:  "Duplicate capture group name",
		`(?:(?<x>a)|(?<x>b)(`: "Unterminated group",
	} {
		_, err := Compile(units(source), "")
		if err == nil || !strings.HasSuffix(err.Error(), ": "+want) {
			t.Errorf("/%s/: %v, want %s", source, err, want)
		}
	}
}

// TestNesting: a pattern cannot exhaust the stack.
func TestNesting(t *testing.T) {
	for _, source := range []string{strings.Repeat("(", 100000), strings.Repeat("(?:", 100000) + strings.Repeat(")", 100000)} {
		if _, err := Compile(units(source), ""); err == nil || !strings.Contains(err.Error(), "too large") {
			t.Errorf("%.20s…: %.80v", source, err)
		}
	}
	if _, err := Compile(units(strings.Repeat("[", 100000)), "v"); err == nil || !strings.Contains(err.Error(), "too large") {
		t.Errorf("[[[…: %.80v", err)
	}
	if got := allMatches(mustCompile(t, strings.Repeat("(", 300)+"a"+strings.Repeat(")+", 300), ""), units("aa"), true); !strings.HasPrefix(got, "0-2,0-2") {
		t.Errorf("300 groups: %.40q", got)
	}
}

func lowerLimits(t *testing.T, steps, frames int) {
	oldSteps, oldFrames := stepLimit, frameLimit
	stepLimit, frameLimit = steps, frames
	t.Cleanup(func() { stepLimit, frameLimit = oldSteps, oldFrames })
}

// TestBombs: a match that takes too long is an error, not a wrong answer.
func TestBombs(t *testing.T) {
	lowerLimits(t, 1_000_000, frameLimit)
	long := strings.Repeat("a", 60)
	for _, test := range []struct{ source, input string }{
		{`(a+)+$`, long + "b"},
		{`^(a|aa)*$`, long + "b"},
		{`^(a|aa)+$`, long + "b"},
		{`(?=(a+)+$)`, long + "b"},
		{`(?!(a+)+$)a`, long + "b"},
		{`(?<=^b(a+)+)c`, long + "c"},
		{`^(\w+\s?)*\1$`, strings.Repeat("word ", 30) + "!"},
		{`(.*)(.*)(.*)(.*)(.*)\1\2\3\4\5x`, long + long},
		{`(?:a{1,30}){1,30}b`, long},
		{`(a*)*b`, long},
		{`(?:(?:a?){30}){30}b`, long},
		{`^(([a-z])+.)+[A-Z]([a-z])+$`, long},
		{`(?:a?){2147483647}`, ""},
	} {
		program := mustCompile(t, test.source, "")
		captures := make([]int, 2*program.Groups())
		var limit *LimitError
		if _, err := program.MatchASCII(test.input, 0, false, captures, nil); !errors.As(err, &limit) || limit.Steps == 0 || !strings.Contains(err.Error(), "/"+test.source+"/") {
			t.Errorf("/%s/: %v", test.source, err)
		}
	}
}

// TestMemoryBombs: nor does one take all memory.
func TestMemoryBombs(t *testing.T) {
	lowerLimits(t, stepLimit, 10_000)
	for _, source := range []string{`(?:a|b|ab)*c`, `(ab)*[^]`, `(?:a?b?){3,}c`, `(?:(a)|b)*?c`} {
		program := mustCompile(t, source, "")
		var limit *LimitError
		_, err := program.MatchASCII(strings.Repeat("ab", 50_000), 0, false, make([]int, 2*program.Groups()), nil)
		if source == `(?:(a)|b)*?c` && err == nil {
			continue
		}
		if !errors.As(err, &limit) || limit.Steps != 0 {
			t.Errorf("/%s/: %v", source, err)
		}
	}
}

// TestInterrupt: a match ends when told to.
func TestInterrupt(t *testing.T) {
	var interrupted uint32
	atomic.StoreUint32(&interrupted, 1)
	program := mustCompile(t, `(a+)+$`, "")
	if _, err := program.MatchASCII(strings.Repeat("a", 60)+"b", 0, false, make([]int, 4), &interrupted); !errors.Is(err, ErrInterrupted) {
		t.Error(err)
	}
}

// TestLong: ordinary patterns have no trouble with long strings.
func TestLong(t *testing.T) {
	text := strings.Repeat("lorem ipsum, dolor \"sit\" amet\n", 40_000)
	for source, want := range map[string]int{
		`[^]*$`: 0, `(?:.|\n)*$`: 0, `(?:[^"]|"[^"]*")*$`: 0, `\w+$|$`: len(text), `(?:\w+\W+)+$`: 0, `^[\s\S]*?$`: 0,
	} {
		program := mustCompile(t, source, "")
		captures := make([]int, 2*program.Groups())
		if matched, err := program.MatchASCII(text, 0, false, captures, nil); err != nil || !matched || captures[0] != want || captures[1] != len(text) {
			t.Errorf("/%s/: %v %v %v", source, matched, err, captures)
		}
	}
}

// TestUnicodeData checks some of the data by what the standard says, and that all of it can be read.
func TestUnicodeData(t *testing.T) {
	for name, line := range unicodeIndex() {
		kind, _, _ := strings.Cut(name, " ")
		if kind != "gc" && kind != "bin" && kind != "sc" && kind != "scx" {
			continue
		}
		set := line.ranges()
		for i := 0; i < len(set); i++ {
			if set[i] < 0 || set[i] > maxRune || i%2 == 1 && set[i] < set[i-1] || i > 0 && i%2 == 0 && set[i] <= set[i-1]+1 {
				t.Fatalf("%s: bad range %d", name, i)
			}
		}
	}
	total := 0
	for _, category := range strings.Fields("Cc Cf Cn Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So Zl Zp Zs") {
		set, _ := propertySet("gc", category, true)
		total += count(set)
	}
	if total != maxRune+1 {
		t.Errorf("categories hold %d code points", total)
	}
	for source, want := range map[string]int{"RGI_Emoji_Flag_Sequence": 259, "Emoji_Keycap_Sequence": 12, "RGI_Emoji_Tag_Sequence": 3} {
		if all, _ := stringProperty(source); len(all.strings) != want {
			t.Errorf("%s: %d", source, len(all.strings))
		}
	}
}

// FuzzMatch compiles any pattern and compares what it matches with a program without any of what makes
// it quick, and, for ASCII, with the same over bytes.
func FuzzMatch(f *testing.F) {
	oldSteps, oldFrames := stepLimit, frameLimit
	stepLimit, frameLimit = 200_000, 200_000
	f.Cleanup(func() { stepLimit, frameLimit = oldSteps, oldFrames })
	for _, seed := range [][3]string{
		{`(a*)*b\1+`, "", "baaac"}, {`(?=(a+))a*b\1`, "g", "baaabac"}, {`(?<=([^-]*)-)b|\w+?(?!x)`, "i", "a-b"}, {`[\q{abc|d}--\q{d}]`, "v", "abcd"},
		{`(?<n>.)\k<n>{2,3}?$`, "mu", "😀😀😀"}, {`(?:a|b|cd|(e))*?\s+(?i:X)`, "s", "abcd x"}, {`\p{Lu}[^\P{L}x]`, "iu", "Éa"}, {`(?:(?<a>x)|(?<a>y))+`, "", "xyx"},
		{`"(?:[^"\\]|\\.)*"`, "", `a "b\"c" d`}, {`^.*?,\b\B$`, "m", "a,\nb"}, {`\d{2,3}(?:\.\d*)?e[+-]?\d+`, "", "123.4e+5"}, {`x{0}y{2}{`, "", "yy{"},
	} {
		f.Add(seed[0], seed[1], seed[2])
	}
	f.Fuzz(func(t *testing.T, source, flags, input string) {
		if len(source) > 100 || len(input) > 100 {
			return
		}
		flags = strings.Map(func(c rune) rune {
			if strings.ContainsRune("imsuv", c) {
				return c
			}
			return -1
		}, flags)
		if len(flags) > 3 || strings.Contains(flags, "u") && strings.Contains(flags, "v") {
			return
		}
		pattern, text := units(source), units(input)
		program, err := Compile(pattern, flags)
		if err != nil {
			return
		}
		plain, err := compilePattern(pattern, flags, true)
		if err != nil {
			t.Fatal(err)
		}
		want, got := allMatches(plain, text, false), allMatches(program, text, false)
		if strings.Contains(want, "Regular expression") || strings.Contains(got, "Regular expression") {
			return
		}
		if got != want {
			t.Fatalf("/%s/%s on %q: %q, plainly %q", source, flags, input, got, want)
		}
		if isASCII(text) {
			if got := allMatches(program, text, true); got != want {
				t.Fatalf("/%s/%s on %q as bytes: %q, want %q", source, flags, input, got, want)
			}
		}
	})
}

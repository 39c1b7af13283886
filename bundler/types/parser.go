package types

import "slices"

// parser reads a file's statements and types. What it does not understand becomes typeUnknown or expressionUnknown; it fails for nothing.
type parser struct {
	file    *file
	scanner scanner
	token   token
	last    token // before token
	depth   int
	// lost says that what was read made no sense, or was nested too deep: there are no more tokens until recover.
	lost bool
	// jsdoc says that types are those of JSDoc.
	jsdoc bool
	// compared says that the type at hand is what a conditional type compares with.
	compared bool
	// work counts tokens, those that were looked at several times as often.
	work int
}

// maxWork is how often a token of a file may be looked at on average: hostile nesting makes looking ahead costly.
const maxWork = 40

// parse reads a file. It always comes to an end, whatever the source is.
func parse(path, source string, kind fileKind) *file {
	f := &file{path: path, source: source, javascript: kind.javascript, ambient: map[string]*scope{}}
	f.root = newScope(f, nil)
	p := &parser{file: f, scanner: scanner{source: source, jsx: kind.jsx, broken: new(bool)}}
	if kind.javascript {
		f.findComments()
	}
	p.next()
	p.statements(f.root, kind.declarations)
	if kind.javascript {
		p.typedefs(f.root)
	}
	return f
}

// fileKind says how to read a file.
type fileKind struct {
	jsx, javascript, declarations bool
}

func (p *parser) next() token {
	p.last = p.token
	p.work++
	if p.lost || p.work > maxWork*(len(p.file.source)+100) {
		p.lost = true
		p.token = token{start: p.last.end, end: p.last.end}
		return p.last
	}
	p.token = p.scanner.next()
	return p.last
}

// state is where a parser is, to go back to.
type state struct {
	scanner     scanner
	token, last token
	lost        bool
	depth       int
}

func (p *parser) save() state { return state{p.scanner, p.token, p.last, p.lost, p.depth} }

func (p *parser) restore(s state) {
	p.scanner, p.token, p.last, p.lost, p.depth = s.scanner, s.token, s.last, s.lost, s.depth
}

func (p *parser) at(text string) bool { return p.token.is(text) }

func (p *parser) ended() bool { return p.token.kind == tokenEnd }

func (p *parser) accept(text string) bool {
	if !p.token.is(text) {
		return false
	}
	p.next()
	return true
}

// expect goes past text, or is lost.
func (p *parser) expect(text string) bool {
	if p.accept(text) {
		return true
	}
	p.lose()
	return false
}

func (p *parser) lose() {
	p.lost = true
	p.token = token{start: p.token.start, end: p.token.start}
}

// enter counts nesting; each call that returned true needs a leave.
func (p *parser) enter() bool {
	if p.depth >= maxNesting {
		p.lose()
		return false
	}
	p.depth++
	return true
}

func (p *parser) leave() { p.depth-- }

// peek returns the token after the one at hand.
func (p *parser) peek() token {
	if p.lost {
		return token{}
	}
	ahead := p.scanner
	return ahead.next()
}

// skipGroup skips from an opening bracket to behind its closing one, whatever is between.
func (p *parser) skipGroup() {
	open := 0
	for !p.ended() {
		if p.token.kind == tokenPunctuation {
			switch p.token.text {
			case "(", "[", "{":
				open++
			case ")", "]", "}":
				open--
			}
		}
		p.next()
		if open <= 0 {
			return
		}
	}
}

// continues are what an expression may go on with on a new line.
var continues = []string{
	".", "?.", "(", "[", "+", "-", "*", "/", "%", "<", ">", "=", "&", "|", "^", "?", ":", ",", "=>", "!", "in", "instanceof", "as", "satisfies",
}

// demands are what an expression can't end with.
var demands = []string{
	".", "?.", "(", "[", "{", "+", "-", "*", "/", "%", "<", "=", "&", "|", "^", "?", ":", ",", "=>", "!", "~", "...", "in", "instanceof", "as",
	"satisfies", "new", "typeof", "void", "await", "yield", "delete", "of", "extends", "async",
}

// endsHere reports whether an expression that has begun is over at the token: by what it is, or by the line's end.
func (p *parser) endsHere() bool {
	t := p.token
	if t.kind == tokenEnd {
		return true
	}
	if t.kind == tokenPunctuation && slices.Contains([]string{",", ";", ")", "]", "}"}, t.text) {
		return true
	}
	if !t.line {
		return false
	}
	if (p.last.is("+") || p.last.is("-")) && p.last.start > 0 && p.file.source[p.last.start-1] == p.last.text[0] { // x++
		return !t.is(".") && !t.is(")")
	}
	if (p.last.kind == tokenPunctuation || p.last.kind == tokenName) && slices.Contains(demands, p.last.text) {
		return false
	}
	if t.is("!") { // x\n!y is two statements
		return true
	}
	if t.is("+") || t.is("-") { // x\n++y
		return p.peek().is(t.text) && p.peek().start == t.end
	}
	isContinued := t.kind == tokenTemplate || (t.kind == tokenPunctuation || t.kind == tokenName) && slices.Contains(continues, t.text)
	return !isContinued
}

// skipExpression skips to where the expression that has begun is over: a comma, a bracket that it did not open, the end of its statement.
func (p *parser) skipExpression() {
	for first := true; ; first = false {
		if p.ended() || !first && p.endsHere() || first && (p.at(",") || p.at(";") || p.at(")") || p.at("]") || p.at("}")) {
			return
		}
		if p.at("(") || p.at("[") || p.at("{") {
			p.skipGroup()
			continue
		}
		p.next()
	}
}

// text is the source between two places.
func (p *parser) text(start, end int) string {
	if start < 0 || end > len(p.file.source) || start > end {
		return ""
	}
	return p.file.source[start:end]
}

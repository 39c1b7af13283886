package cover

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"sort"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
	"github.com/dop251/goja/parser"
	"github.com/dop251/goja/token"
	"github.com/go-sourcemap/sourcemap"

	"github.com/deskjs/deskjs/internal/lowered"
)

// insertion is text that goes before a byte of the code.
type insertion struct {
	at    int
	order int // of those at one place
	text  string
}

// instrumenter works on one module.
type instrumenter struct {
	number     int
	code       []byte // with opening before it
	opening    int
	lines      []int // where lines begin
	places     *sourcemap.Consumer
	branches   bool
	points     []Point
	insertions []insertion
	groups     int
	statements map[ast.Statement]int // the points of those in lists
	names      map[*ast.FunctionLiteral]string
	arrowNames map[*ast.ArrowFunctionLiteral]string
}

// instrument returns a module's code with counters in it; nil points if that can't be done.
func instrument(module lowered.Module, number int) (code []byte, points []Point) {
	places := parseMap(module.SourceMap)
	if places == nil {
		return nil, nil
	}
	for _, branches := range []bool{true, false} {
		code, points = attempt(module, number, places, branches)
		if points != nil {
			return code, points
		}
	}
	return nil, nil
}

// The code of a module is a function's body.
func openingOf(module lowered.Module) string {
	if module.ES {
		return "(function* () {"
	}
	return "(function () {"
}

func attempt(module lowered.Module, number int, places *sourcemap.Consumer, branches bool) ([]byte, []Point) {
	opening := openingOf(module)
	whole := slices.Concat([]byte(opening), module.Code, []byte("\n})"))
	program, err := parser.ParseFile(nil, "", whole, 0, parser.WithDisableSourceMaps)
	if err != nil {
		return nil, nil
	}
	in := &instrumenter{number: number, code: whole, opening: len(opening), places: places, branches: branches,
		statements: map[ast.Statement]int{}, names: map[*ast.FunctionLiteral]string{}, arrowNames: map[*ast.ArrowFunctionLiteral]string{}}
	in.lines = []int{0}
	for i, c := range module.Code {
		if c == '\n' {
			in.lines = append(in.lines, i+1)
		}
	}
	outer, ok := program.Body[0].(*ast.ExpressionStatement)
	if !ok {
		return nil, nil
	}
	body, ok := outer.Expression.(*ast.FunctionLiteral)
	if !ok {
		return nil, nil
	}
	in.list(body.Body.List)
	in.walk(reflect.ValueOf(body.Body))
	result := in.apply()
	if _, err := parser.ParseFile(nil, "", result, 0, parser.WithDisableSourceMaps); err != nil {
		return nil, nil
	}
	if len(in.points) == 0 {
		return nil, nil
	}
	return bytes.TrimSuffix(result[len(opening):], []byte("\n})")), in.points
}

// parseMap reads a source map, with a mapping behind its last one: what lies there would have no place otherwise.
func parseMap(text []byte) *sourcemap.Consumer {
	var fields map[string]any
	if json.Unmarshal(text, &fields) != nil {
		return nil
	}
	if mappings, ok := fields["mappings"].(string); ok {
		fields["mappings"] = mappings + ";A"
	}
	text, err := json.Marshal(fields)
	if err != nil {
		return nil
	}
	places, err := sourcemap.Parse("", text)
	if err != nil {
		return nil
	}
	return places
}

// line is where an index of the code is in the author's file; false if it is nowhere there.
func (in *instrumenter) line(at int) (int, bool) {
	at -= in.opening
	row := sort.SearchInts(in.lines, at+1)
	if row == 0 {
		return 0, false
	}
	_, _, line, _, ok := in.places.Source(row, at-in.lines[row-1])
	return line, ok && line > 0
}

func (in *instrumenter) add(point Point) int {
	in.points = append(in.points, point)
	return len(in.points) - 1
}

func (in *instrumenter) insert(at int, text string) {
	in.insertions = append(in.insertions, insertion{at, len(in.insertions), text})
}

func (in *instrumenter) call(name string, point int) string {
	return fmt.Sprintf("%s(%d,%d)", name, in.number, point)
}

// begin is the index of a node's first byte. Of an if the parser doesn't say.
func (in *instrumenter) begin(node ast.Node) int {
	if s, ok := node.(*ast.IfStatement); ok {
		return max(bytes.LastIndex(in.code[:in.begin(s.Test)], []byte("if")), 0)
	}
	return int(node.Idx0()) - 1
}

// within reports whether a parenthesis opens right before an index: what is there is an expression, whatever it looks like.
func (in *instrumenter) within(at int) bool {
	for at--; at >= in.opening; at-- {
		switch in.code[at] {
		case ' ', '\n', '\t', '\r':
		default:
			return in.code[at] == '('
		}
	}
	return false
}

// list counts the statements of a list.
func (in *instrumenter) list(statements []ast.Statement) {
	directives := true
	for _, s := range statements {
		expression, isExpression := s.(*ast.ExpressionStatement)
		if isExpression && directives {
			if _, text := expression.Expression.(*ast.StringLiteral); text {
				continue
			}
		}
		directives = false
		switch s.(type) {
		case *ast.FunctionDeclaration, *ast.EmptyStatement, *ast.ClassDeclaration:
			continue
		}
		at := in.begin(s)
		line, ok := in.line(at)
		if !ok {
			continue
		}
		point := in.add(Point{Kind: statement, Line: line})
		in.statements[s] = point
		separator := ";"
		if isExpression && in.within(at) {
			separator = ","
		}
		in.insert(at, in.call(countName, point)+separator)
	}
}

// function counts the calls of a function with a body.
func (in *instrumenter) function(at int, name string, body *ast.BlockStatement) {
	line, ok := in.line(at)
	if !ok {
		return
	}
	if len(body.List) > 0 {
		if first, is := body.List[0].(*ast.ExpressionStatement); is {
			if _, text := first.Expression.(*ast.StringLiteral); text {
				return // a directive must stay the first
			}
		}
	}
	point := in.add(Point{Kind: function, Line: line, Name: name})
	in.insert(int(body.LeftBrace), in.call(countName, point)+";")
}

// arm counts how often a branch is taken that is an expression: a call before it, whose result changes nothing.
func (in *instrumenter) arm(expression ast.Expression, operator token.Token, group, line int) {
	at := in.begin(expression)
	if in.within(at) {
		in.insert(at, in.call(countName, in.add(Point{Kind: branch, Line: line, Branch: group}))+",")
		return
	}
	name, join := countName, "&&"
	switch operator {
	case token.LOGICAL_OR:
		name, join = falseName, "||"
	case token.COALESCE:
		name, join = noneName, "??"
	case token.LOGICAL_AND:
	default:
		switch expression.(type) {
		case *ast.Identifier, *ast.CallExpression, *ast.DotExpression, *ast.BracketExpression, *ast.StringLiteral, *ast.NumberLiteral, *ast.BooleanLiteral,
			*ast.NullLiteral, *ast.TemplateLiteral, *ast.ArrayLiteral, *ast.ObjectLiteral, *ast.NewExpression, *ast.UnaryExpression, *ast.ThisExpression:
		default:
			return
		}
	}
	in.insert(at, in.call(name, in.add(Point{Kind: branch, Line: line, Branch: group}))+" "+join+" ")
}

// block counts how often a branch is taken that is a statement.
func (in *instrumenter) block(s ast.Statement, group, line int) int {
	point := in.add(Point{Kind: branch, Line: line, Branch: group})
	text := in.call(countName, point) + ";"
	if body, ok := s.(*ast.BlockStatement); ok {
		in.insert(int(body.LeftBrace), text)
		return point
	}
	if _, ok := s.(*ast.ExpressionStatement); ok && in.within(in.begin(s)) {
		in.insert(in.begin(s), in.call(countName, point)+",")
		return point
	}
	in.insert(in.begin(s), "{"+text)
	end := int(s.Idx1()) - 1
	for end < len(in.code) && (in.code[end] == ' ' || in.code[end] == ';') {
		end++
		if in.code[end-1] == ';' {
			break
		}
	}
	in.insert(end, "}")
	return point
}

// visit counts what a node asks for.
func (in *instrumenter) visit(node any) {
	switch n := node.(type) {
	case *ast.BlockStatement:
		in.list(n.List)
	case *ast.CaseStatement:
		in.list(n.Consequent)
	case *ast.Binding:
		if name, ok := n.Target.(*ast.Identifier); ok {
			in.name(n.Initializer, string(name.Name))
		}
	case *ast.PropertyKeyed:
		in.name(n.Value, keyOf(n.Key))
	case *ast.MethodDefinition:
		in.name(n.Body, keyOf(n.Key))
	case *ast.FunctionLiteral:
		name := in.names[n]
		if n.Name != nil {
			name = string(n.Name.Name)
		}
		in.function(in.begin(n), name, n.Body)
	case *ast.ArrowFunctionLiteral:
		if body, ok := n.Body.(*ast.BlockStatement); ok {
			in.function(in.begin(n), in.arrowNames[n], body)
		} else if body, ok := n.Body.(*ast.ExpressionBody); ok && in.branches {
			if line, ok := in.line(in.begin(n)); ok {
				before := len(in.points)
				in.arm(body.Expression, 0, 0, line)
				if len(in.points) > before {
					in.points[before] = Point{Kind: function, Line: line, Name: in.arrowNames[n]}
				}
			}
		}
	case *ast.IfStatement:
		line, ok := in.line(in.begin(n))
		if !ok || !in.branches {
			return
		}
		in.groups++
		group := in.groups
		taken := in.block(n.Consequent, group, line)
		if n.Alternate != nil {
			in.block(n.Alternate, group, line)
		} else if of, ok := in.statements[ast.Statement(n)]; ok {
			in.add(Point{Kind: branch, Line: line, Branch: group, Of: of + 1, Other: taken + 1})
		}
	case *ast.ConditionalExpression:
		if line, ok := in.line(in.begin(n)); ok && in.branches {
			in.groups++
			in.arm(n.Consequent, 0, in.groups, line)
			in.arm(n.Alternate, 0, in.groups, line)
		}
	case *ast.BinaryExpression:
		if n.Operator != token.LOGICAL_AND && n.Operator != token.LOGICAL_OR && n.Operator != token.COALESCE {
			return
		}
		if line, ok := in.line(in.begin(n)); ok && in.branches {
			in.groups++
			in.arm(n.Right, n.Operator, in.groups, line)
		}
	}
}

func (in *instrumenter) name(value ast.Expression, name string) {
	switch f := value.(type) {
	case *ast.FunctionLiteral:
		if f != nil {
			in.names[f] = name
		}
	case *ast.ArrowFunctionLiteral:
		in.arrowNames[f] = name
	}
}

func keyOf(key ast.Expression) string {
	switch k := key.(type) {
	case *ast.StringLiteral:
		return string(k.Value)
	case *ast.Identifier:
		return string(k.Name)
	}
	return ""
}

// walk goes through all nodes below a value; each is visited before what is in it.
func (in *instrumenter) walk(value reflect.Value) {
	switch value.Kind() {
	case reflect.Interface:
		if !value.IsNil() {
			in.walk(value.Elem())
		}
	case reflect.Pointer:
		if value.IsNil() || value.Type() == reflect.TypeFor[*file.File]() || value.Elem().Kind() != reflect.Struct {
			return
		}
		in.visit(value.Interface())
		in.walk(value.Elem())
	case reflect.Struct:
		for i := range value.NumField() {
			// Declarations are listed again for the compiler.
			if field := value.Type().Field(i); field.IsExported() && field.Name != "DeclarationList" {
				in.walk(value.Field(i))
			}
		}
	case reflect.Slice:
		for i := range value.Len() {
			in.walk(value.Index(i))
		}
	}
}

// apply returns the code with the insertions in it.
func (in *instrumenter) apply() []byte {
	sort.SliceStable(in.insertions, func(i, j int) bool { return in.insertions[i].at < in.insertions[j].at })
	var out bytes.Buffer
	last := 0
	for _, each := range in.insertions {
		out.Write(in.code[last:each.at])
		out.WriteString(each.text)
		last = each.at
	}
	out.Write(in.code[last:])
	return out.Bytes()
}

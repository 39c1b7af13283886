package engine

import (
	"reflect"
	"sort"
	"strings"
	"sync"

	"github.com/dop251/goja/ast"
	"github.com/dop251/goja/file"
)

// Unpatched goja miscompiles a function whose arguments only an arrow function within it uses: the
// arrow then reads some other value, or the program panics. It is right once the function has
// used the name itself, so nameArguments gives such functions a statement that does.

const argumentsName = "arguments"

// nameArguments repairs the functions of a program parsed from source.
func nameArguments(program *ast.Program, source string) {
	if !strings.Contains(source, "=>") || !strings.Contains(source, argumentsName) {
		return
	}
	s := &argumentsSearch{}
	for from := 0; ; {
		at := strings.Index(source[from:], argumentsName)
		if at < 0 {
			break
		}
		s.places = append(s.places, from+at)
		from += at + len(argumentsName)
	}
	s.visit(reflect.ValueOf(program.Body), nil, false)
}

type argumentsSearch struct {
	// places are the offsets at which the name is, to pass over functions without it.
	places []int
}

func (s *argumentsSearch) within(from, to file.Idx) bool {
	first := sort.SearchInts(s.places, int(from)-2)
	return first < len(s.places) && s.places[first] <= int(to)
}

// visit looks through a part of the tree, which is in function's own code or, if
// inArrow is set, in an arrow function of it.
func (s *argumentsSearch) visit(part reflect.Value, function *ast.FunctionLiteral, inArrow bool) {
	switch part.Kind() {
	case reflect.Interface:
		if !part.IsNil() {
			s.visit(part.Elem(), function, inArrow)
		}
	case reflect.Slice:
		for i := range part.Len() {
			s.visit(part.Index(i), function, inArrow)
		}
	case reflect.Struct:
		for _, field := range fieldsToVisit(part.Type()) {
			s.visit(part.Field(field), function, inArrow)
		}
	case reflect.Pointer:
		if part.IsNil() {
			return
		}
		switch node := part.Interface().(type) {
		case *ast.FunctionLiteral:
			if !s.within(node.Idx0(), node.Idx1()) {
				return
			}
			function, inArrow = node, false
		case *ast.ArrowFunctionLiteral:
			inArrow = true
		case *ast.Identifier:
			if inArrow && function != nil && node.Name == argumentsName {
				useArguments(function)
			}
			return
		}
		s.visit(part.Elem(), function, inArrow)
	}
}

// useArguments puts the statement `arguments` behind the function's directives.
func useArguments(function *ast.FunctionLiteral) {
	list, at := function.Body.List, 0
	for ; at < len(list); at++ {
		statement, ok := list[at].(*ast.ExpressionStatement)
		if !ok {
			break
		}
		if identifier, ok := statement.Expression.(*ast.Identifier); ok && identifier.Name == argumentsName {
			return
		}
		if _, directive := statement.Expression.(*ast.StringLiteral); !directive {
			break
		}
	}
	use := &ast.ExpressionStatement{Expression: &ast.Identifier{Name: argumentsName, Idx: function.Body.LeftBrace}}
	body := append(append([]ast.Statement{}, list[:at]...), use)
	function.Body.List = append(body, list[at:]...)
}

var visitedFields sync.Map // reflect.Type -> []int

// fieldsToVisit returns the fields of a node that may hold other nodes, each once.
func fieldsToVisit(node reflect.Type) []int {
	if known, ok := visitedFields.Load(node); ok {
		return known.([]int)
	}
	var fields []int
	for i := range node.NumField() {
		field := node.Field(i)
		// The declarations are in the bodies too; the name behind a dot is no variable.
		again := field.Name == "DeclarationList" || field.Name == "File" ||
			node == reflect.TypeFor[ast.DotExpression]() && field.Name == "Identifier"
		switch field.Type.Kind() {
		case reflect.Pointer, reflect.Interface, reflect.Slice, reflect.Struct:
			if field.IsExported() && !again {
				fields = append(fields, i)
			}
		}
	}
	visitedFields.Store(node, fields)
	return fields
}

package types

// typeKind says what a typeNode is.
type typeKind uint8

const (
	typeUnknown      typeKind = iota // what the parser does not know
	typeKeyword                      // name: string, any, void, ...
	typeReference                    // name.name<of...>
	typeLiteral                      // value; name is string, number, bigint or boolean
	typeTemplate                     // texts and of, alternately
	typeArray                        // of[0][]
	typeTuple                        // elements
	typeObject                       // members
	typeFunction                     // signature; also constructors, with name "new"
	typeUnion                        // of
	typeIntersection                 // of
	typeOperator                     // name of[0]: keyof, readonly, unique
	typeQuery                        // typeof name.name, or of an import
	typeIndexed                      // of[0][of[1]]
	typeConditional                  // of[0] extends of[1] ? of[2] : of[3]
	typeInfer                        // infer name extends of[0]
	typeMapped                       // { [name in of[0] as of[1]]: of[2] }
	typeImport                       // import("value").name<of...>
	typePredicate                    // x is T: a boolean
	typeThis
)

// typeNode is a type as it is written.
type typeNode struct {
	kind       typeKind
	start, end int // in the file's source

	name      string
	path      []string // of references, queries and imports
	value     string
	texts     []string
	of        []*typeNode
	elements  []element
	members   []*member
	signature *signature
	// Of mapped types: "+" adds, "-" takes away, "" leaves.
	optional, readonly string
	// imported is the module of a query of an import.
	imported bool
}

// element is one of a tuple.
type element struct {
	of             *typeNode
	name           string
	optional, rest bool
}

type memberKind uint8

const (
	memberProperty memberKind = iota
	memberMethod
	memberIndex
	memberCall
	memberConstruct
)

// member is one of an interface, an object type or a class.
type member struct {
	kind  memberKind
	start int
	name  string
	// computed is a name in brackets that is no literal: an expression such as Symbol.iterator.
	computed  *expression
	optional  bool
	of        *typeNode   // of a property; the value of an index; nil if it says nothing
	key       *typeNode   // of an index
	signature *signature  // of methods and calls
	initial   *expression // of a class's property
}

// signature is that of a function.
type signature struct {
	start      int
	parameters []parameter
	generics   []typeParameter
	result     *typeNode // nil if it is not declared
	// returns is the function that it returns, where its body says so and its result is not declared.
	returns *signature
	// Of what the function itself is, where it has a body.
	async, generator bool
	// extra says that it is of a JavaScript file, whose functions may look at arguments that they don't declare.
	extra bool
}

type parameter struct {
	start, end     int
	name           string // "" of a pattern
	pattern        bool
	optional, rest bool
	of             *typeNode
	initial        *expression
}

type typeParameter struct {
	name       string
	constraint *typeNode
	initial    *typeNode
}

type expressionKind uint8

const (
	expressionUnknown  expressionKind = iota
	expressionLiteral                 // value; name is string, number, bigint, boolean, null or undefined
	expressionName                    // path
	expressionObject                  // properties
	expressionArray                   // of
	expressionFunction                // signature
	expressionCall                    // path, typeArguments and of
	expressionNew                     // path
	expressionClass                   // class
	expressionNamed                   // what `typeof x` gives of a sum, a comparison: name is the type
)

// expression is what a value is, as far as its type can be told without working it out.
type expression struct {
	kind          expressionKind
	start, end    int
	name          string
	value         string
	path          []string
	of            []*expression
	properties    []property
	signature     *signature
	typeArguments []*typeNode
	class         *declaration
	// as is the type that it is asserted to be, satisfies one that it is checked against.
	as, satisfies *typeNode
	constant      bool // as const
	spread        bool // within an array
}

// property is one of an object.
type property struct {
	name   string
	of     *expression // nil of what is not understood
	spread bool
}

type declarationKind uint8

const (
	declareInterface declarationKind = iota
	declareAlias
	declareClass
	declareEnum
	declareNamespace
	declareVariable
	declareFunction
	declareImport
)

// declaration gives a name a meaning.
type declaration struct {
	kind    declarationKind
	name    string
	file    *file
	scope   *scope // in which it is
	start   int    // of its name
	generic []typeParameter

	extends   []*typeNode // of interfaces, and of classes
	members   []*member
	of        *typeNode // of aliases and variables
	initial   *expression
	constant  bool // const, rather than let
	signature *signature
	// body says that a function has one: among overloads, it is the implementation.
	body  bool
	enum  []enumMember
	inner *scope // of namespaces

	// Of imports: from where and what. "*" is the namespace, "default" the default export, "=" what export = gives.
	module, imported string
	// path is that of import a = b.c, which is of this module.
	path []string
}

type enumMember struct {
	name    string
	initial *expression
	// flags says that the initial value is made with bit operators.
	flags bool
}

// scope is a module, a namespace or the global scope.
type scope struct {
	file  *file
	outer *scope
	names map[string][]*declaration
	// exports are the exported names, with what they are called inside or in which module.
	exports map[string]export
	stars   []string // modules of export *
	equals  *expression
}

// export is what an exported name stands for.
type export struct {
	local  string // in this scope
	module string // or in that one: "*" is its namespace
	name   string
	// expression is that of export default.
	expression *expression
}

func newScope(f *file, outer *scope) *scope {
	return &scope{file: f, outer: outer, names: map[string][]*declaration{}, exports: map[string]export{}}
}

func (s *scope) declare(d *declaration) {
	d.scope, d.file = s, s.file
	s.names[d.name] = append(s.names[d.name], d)
}

// file is a source file that has been read.
type file struct {
	path   string // absolute
	source string
	root   *scope
	// module says that it imports or exports something; the names of any other are global.
	module bool
	// javascript says that its types are in comments.
	javascript bool
	// ambient are the modules that it declares by name.
	ambient map[string]*scope
	// global is what it declares in `declare global`.
	global *scope
	// comments are the documentation comments of a JavaScript file.
	comments []comment
	// documented is source with the stars before the lines of those comments blanked.
	documented string
	// foreign says that it is of a package, not the author's.
	foreign bool
}

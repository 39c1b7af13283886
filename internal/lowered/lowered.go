// Package lowered is what the bundler says of a module that it lowered, and the backend's
// loader needs to run it. Both import it, so that neither imports the other.
package lowered

// Module is a module that was lowered to code that the engine runs.
//
// A CommonJS module's code is the body of a function with the usual parameters, and, if Imports is set,
// ImportParameter. An ES module's code is the body of a strict generator function with the
// parameters Parameters. It yields once, when its exports and imports are bound, and goes on when its turn to be
// evaluated has come; if Async is set it then returns the promise of its completion.
type Module struct {
	Code []byte
	// SourceMap is a version 3 map with the source's text in it, nil for none.
	SourceMap []byte
	// Imports says that the code uses import().
	Imports bool

	// ES says that the module is an ES module; what follows is of those only.
	ES bool
	// Strict says that Node would take it for one by its name or package: its default import of a
	// CommonJS module is all of module.exports, and it sees no require.
	Strict bool
	// Async says that the module uses top-level await.
	Async    bool
	Requests []Request
	Exports  []Export
	// Stars are the specifiers of `export * from`.
	Stars []string
}

// Request is a module that is imported statically.
type Request struct {
	Specifier string
	// Type is the import attribute of that name, "" for none.
	Type string
	// Names are the exports that the code reads by name, as far as they can be seen.
	Names []string
}

// Export is an exported name.
type Export struct {
	Name string
	// From and Import are set for one that another module exports as Import: `export { Import as Name } from From`.
	// An Import of "" is the module's namespace: `export * as Name from From`.
	From, Import string
}

// Names that the code of lowered modules has for what the loader gives them.
const (
	// ImportParameter is the function that import() becomes.
	ImportParameter = "__esm_import"
	// ExportsParameter is the object on which an ES module's exports are defined as accessors.
	ExportsParameter = "__esm_exports"
	// RequestParameter is the function that returns the namespace for the specifier of a request.
	RequestParameter = "__esm_request"
	// MetaParameter is import.meta.
	MetaParameter = "__esm_meta"
	// Parameters are those of an ES module's code. One that is not Strict has CommonJS's too, behind them.
	Parameters = ExportsParameter + ", " + RequestParameter + ", " + ImportParameter + ", " + MetaParameter
)

// Package types reads the declarations of an app's api from its source, TypeScript or JavaScript with JSDoc, and makes of them
// the table (package bridge/shape) by which the backend checks what a page calls with.
//
// Only package bundler and the command line import it.
//
// It is no type checker. A scanner and a parser read statements and types and skip over code (scanner.go, parse_*.go); names
// are resolved across files and packages when they are asked for (files.go, scope.go); a type is worked out as far as a value can be held
// against it (evaluate_*.go), and written into the table (emit.go). What can't be worked out is unconstrained: it accepts every value, and a Note
// says where that is, why, and what to write instead. The rule is never to refuse a value that tsc lets the page pass.
package types

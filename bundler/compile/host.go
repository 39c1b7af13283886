package compile

// Host is what the compilers need of the bundler.
type Host interface {
	// Bundle makes one ES module of a configuration file and the files of the project that it imports. Packages are left to be
	// imported; those that standIns names lead to the files there, absolute paths. It returns the files that went in. An error is
	// a *diag.Error.
	Bundle(file string, standIns map[string]string) (code []byte, files []string, err error)
	// Strip turns code of a loader (ts, tsx, jsx, or angular for TypeScript with its own decorators) into JavaScript, with a source map. file is its path.
	Strip(file, loader, code string) (out, sourceMap string, err error)
	// Resolve finds the file that a module of the page imports, by its own rules alone; "" if there is none. external says that
	// it isn't to be bundled.
	Resolve(specifier, importer string) (path string, external bool)
}

package bundler

import (
	"bytes"
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// In a bundle all modules are one file in one folder. A module that refers to files beside it keeps a place of its own: the
// variables by which it knows its folder are replaced, each by one of the same length, so that no column of the source map moves.

// What esbuild puts where a module knows its place by __dirname, __filename or import.meta, and no variable of its own has that
// name. Those of modules without files become what they are in the one file.
const (
	folderVariable = "__dirnam$"
	fileVariable   = "__filenam$"
	// importMetaURL is the variable that import.meta.url becomes.
	importMetaURL = "__deskjs_import_meta_url"
)

// filesVariable has the folder of the files in a script that has some; Loader.RunBundle says where it is.
const filesVariable = "__files"

// placeVariable finds what a module knows its place by.
var placeVariable = regexp.MustCompile(`__dirnam\$|__filenam\$|` + importMetaURL)

// place is where a module is, to itself.
type place struct {
	source string // absolute path
	name   string // below the folder of the files
}

// numbered returns the variable of one kind that the place with that number has.
func numberedPlace(variable string, number int) string {
	text := strconv.FormatInt(int64(number), 36)
	return variable[:len(variable)-len(suffixOf(variable))] + strings.Repeat("0", 3-len(text)) + text
}

// suffixOf is the end of a variable's name that a number of three digits replaces, so that "__dirnam$" becomes "__dir_001".
func suffixOf(variable string) string { return variable[len(variable)-3:] }

// maxPlaces is how many numbers of three digits there are.
const maxPlaces = 36 * 36 * 36

// placesHeader is the line that declares the variables of places, which are below root: an expression.
func placesHeader(places []place, root string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "var %s = %s", filesVariable, root)
	for i, p := range places {
		folder, file, url := numberedPlace(folderVariable, i), numberedPlace(fileVariable, i), numberedPlace(importMetaURL, i)
		parent, base := filepath.ToSlash(filepath.Dir(filepath.FromSlash(p.name))), p.name[strings.LastIndexByte(p.name, '/')+1:]
		fmt.Fprintf(&b, ", %s = require(\"node:path\").join(%s, %s), %s = require(\"node:path\").join(%s, %s), %s = require(\"node:url\").pathToFileURL(%s).href",
			folder, filesVariable, quote(parent), file, folder, quote(base), url, file)
	}
	return b.String() + ";\n"
}

// restorePlaces gives the variables that no place has replaced their names in the one file.
func restorePlaces(code []byte) []byte {
	if !bytes.Contains(code, []byte("nam$")) {
		return code
	}
	code = bytes.ReplaceAll(code, []byte(folderVariable), []byte("__dirname"))
	return bytes.ReplaceAll(code, []byte(fileVariable), []byte("__filename"))
}

package bundler

import (
	"maps"
	"slices"
	"sync"

	"github.com/deskjs/deskjs/internal/payload"
)

// extraFiles are what builds within the build of the page's half have made: workers, and style sheets of which only the address is
// wanted. esbuild's plugins add to them from any goroutine.
type extraFiles struct {
	mutex  sync.Mutex
	files  map[string][]byte // by the name below frontend/
	inputs map[string]bool   // absolute paths
}

// reset forgets everything, before a build.
func (x *extraFiles) reset() {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	x.files, x.inputs = map[string][]byte{}, map[string]bool{}
}

// add keeps a file under a name that says what is in it, and returns the name.
func (x *extraFiles) add(file, extension string, contents []byte) string {
	name := assetName(file, extension, contents)
	x.put(name, contents)
	return name
}

func (x *extraFiles) put(name string, contents []byte) {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	x.files[name] = contents
}

// addInputs notes what the build depends on beside what esbuild knows of.
func (x *extraFiles) addInputs(paths []string) {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	for _, path := range paths {
		x.inputs[path] = true
	}
}

// take returns what has been added since reset.
func (x *extraFiles) take() (files map[string][]byte, inputs []string) {
	x.mutex.Lock()
	defer x.mutex.Unlock()
	return maps.Clone(x.files), slices.Sorted(maps.Keys(x.inputs))
}

// addExtra adds what builds within the last build have made to the app's files.
func (p *Project) addExtra(files map[string][]byte) {
	extra, inputs := p.extra.take()
	for name, contents := range extra {
		files[payload.FrontendPrefix+name] = contents
	}
	p.frontend.inputs = append(p.frontend.inputs, inputs...)
}

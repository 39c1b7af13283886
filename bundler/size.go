package bundler

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

// maxSource is how large a source file may be, in bytes. Reading code takes forty times its size in memory: above this it is data that went astray.
const maxSource = 32 << 20

// sizePlugin refuses source files that are larger than any code is.
func (p *Project) sizePlugin() api.Plugin {
	return api.Plugin{Name: "deskjs-size", Setup: func(build api.PluginBuild) {
		build.OnLoad(api.OnLoadOptions{Filter: `\.([cm]?[jt]sx?|json|css|vue|svelte)$`, Namespace: "file"}, func(args api.OnLoadArgs) (api.OnLoadResult, error) {
			info, err := os.Stat(args.Path)
			if err != nil || info.Size() <= maxSource || args.Suffix != "" {
				return api.OnLoadResult{}, nil
			}
			return api.OnLoadResult{Errors: []api.Message{{Detail: diag.Message{
				Severity: diag.SeverityError, File: shownFile(p.options.Dir, args.Path),
				Text: fmt.Sprintf("%s has %d MB, and a file of code may have %d MB", filepath.Base(args.Path), info.Size()>>20, maxSource>>20),
				Hint: "data belongs into " + p.root() + "/public/, from where the page fetches it, or is imported with ?url or ?raw",
			}}}}, nil
		})
	}}
}

package hot

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/internal/diag"
)

func TestScratch(t *testing.T) {
	dir := os.Getenv("HOT_DIR")
	if dir == "" {
		return
	}
	s := New(Options{Dir: dir, Build: func() api.BuildOptions {
		return api.BuildOptions{AbsWorkingDir: dir, Platform: api.PlatformBrowser, Target: api.ES2022, JSX: api.JSXAutomatic, JSXDev: true, Charset: api.CharsetUTF8,
			Engines: []api.Engine{{Name: api.EngineSafari, Version: "16.4"}, {Name: api.EngineChrome, Version: "111"}},
			Define:  map[string]string{"process.env.NODE_ENV": `"development"`}}
	}, Messages: func(s diag.Severity, m []api.Message) (out []diag.Message) {
		for _, x := range m {
			out = append(out, diag.Message{Severity: s, Text: x.Text})
		}
		return
	}})
	t0 := time.Now()
	fmt.Println(s.Load([]Entry{{Input: "frontend/src/main.tsx", Output: "main"}}), len(s.modules), time.Since(t0))
	t0 = time.Now()
	out := t.TempDir()
	fmt.Println(s.Write(out), time.Since(t0))
	if os.Getenv("HOT_SHOW") != "" {
		fmt.Println(s.modules[os.Getenv("HOT_SHOW")].define())
	}
	for _, e := range []string{"frontend/src/g1/C60.tsx", "frontend/src/g1/C60.css", "frontend/src/util/u1.ts", "frontend/src/main.tsx"} {
		p := filepath.Join(dir, e)
		old, _ := os.ReadFile(p)
		os.WriteFile(p, append(old, "\n.x{}"[:len("\n.x{}")*b2i(filepath.Ext(p) == ".css")]+"\nconsole.log(1)"[:len("\nconsole.log(1)")*b2i(filepath.Ext(p) != ".css")]...), 0o644)
		u := s.Update([]string{p})
		t0 = time.Now()
		err := s.WriteUpdate(out, u)
		fmt.Println(e, u.Kind, u.Duration, time.Since(t0), err, u.Reason, len(u.Modules), string(u.Message)[:min(300, len(u.Message))])
		os.WriteFile(p, old, 0o644)
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

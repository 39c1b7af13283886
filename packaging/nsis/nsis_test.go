package nsis

import (
	"bytes"
	"os"
	"testing"

	"github.com/deskjs/deskjs/packaging/windows/windowstest"
)

func TestSetup(t *testing.T) {
	job := windowstest.Job(t, "1.2.3")
	authority := windowstest.Certificate(t, job)
	job.App.Package.Windows.Languages = []string{"de", "en", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "zh-CN"}
	path := windowstest.Make(t, Format(), job)
	if out, err := windowstest.Verify(t, path, authority); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	job.Scratch = t.TempDir()
	second, err := os.ReadFile(windowstest.Make(t, Format(), job))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(first, second) {
		t.Error("the same job gives other bytes")
	}
}

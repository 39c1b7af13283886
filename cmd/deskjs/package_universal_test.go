package main

import (
	"debug/macho"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"github.com/deskjs/deskjs/packaging"
	"github.com/deskjs/deskjs/packaging/machotest"
)

func TestUniversalRuntime(t *testing.T) {
	dir := t.TempDir()
	find := func(target packaging.Target) (string, error) {
		path := filepath.Join(dir, target.Arch)
		return path, os.WriteFile(path, machotest.Build(t, target.Arch), 0o755)
	}
	path, err := universalRuntime(dir, find)
	if err != nil {
		t.Fatal(err)
	}
	file, err := macho.OpenFat(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if len(file.Arches) != 2 || file.Arches[0].Cpu != macho.CpuAmd64 || file.Arches[1].Cpu != macho.CpuArm64 {
		t.Errorf("%+v", file.Arches)
	}
	missing := errors.New("missing")
	if _, err := universalRuntime(dir, func(packaging.Target) (string, error) { return "", missing }); !errors.Is(err, missing) {
		t.Error(err)
	}
	if target, err := packaging.ParseTarget("darwin/universal"); err != nil || target != packaging.Universal {
		t.Errorf("%v, %v", target, err)
	}
}

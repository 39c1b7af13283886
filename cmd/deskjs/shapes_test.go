package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/dop251/goja"
	"github.com/evanw/esbuild/pkg/api"

	"github.com/deskjs/deskjs/bundler/types"
	"github.com/deskjs/deskjs/runtime/backend/shape"
)

var checkedCall = regexp.MustCompile(`^check<([\w.]+)>\((.*)\)( // looser: .*| // tsc .*)?$`)

// TestChecksAgreeWithTypeScript holds values against types of testdata/shapes with TypeScript's own compiler and with the backend's check. What the
// compiler accepts the check must accept; what it refuses the check must refuse, unless the line says why it is looser.
func TestChecksAgreeWithTypeScript(t *testing.T) {
	program := typescript(t)
	source, err := os.ReadFile(filepath.Join("testdata", "shapes", "types.ts"))
	if err != nil {
		t.Fatal(err)
	}
	refused := compilerErrors(t, program, source)

	// The backend's view: a function for each call, in the same file.
	lines := strings.Split(string(source), "\n")
	var functions, exports, values []string
	var numbers []int
	for i, line := range lines {
		if match := checkedCall.FindStringSubmatch(line); match != nil {
			name := "f" + strconv.Itoa(i+1)
			functions = append(functions, "export async function "+name+"(value: "+match[1]+"): Promise<void> {}")
			exports, numbers = append(exports, name), append(numbers, i)
			values = append(values, name+": () => ["+match[2]+"]")
			lines[i] = ""
		} else if strings.HasPrefix(line, "check<") {
			t.Fatalf("line %d is not understood: %s", i+1, line)
		}
	}
	dir := t.TempDir()
	declarations := strings.Join(lines, "\n") + "\n" + strings.Join(functions, "\n")
	if err := os.WriteFile(filepath.Join(dir, "api.ts"), []byte(declarations), 0o600); err != nil {
		t.Fatal(err)
	}
	found := types.Read(types.Options{Dir: dir}, []types.Module{{Name: "api", File: "api.ts", Exports: exports}})
	table, err := found.Table.Encode()
	if err != nil {
		t.Fatal(err)
	}
	vm := goja.New()
	checker, err := shape.New(vm, table)
	if err != nil {
		t.Fatal(err)
	}
	made := valuesOf(t, vm, strings.Join(lines, "\n")+"\n;({"+strings.Join(values, ",\n")+"})")
	for i, name := range exports {
		number := numbers[i]
		make, _ := goja.AssertFunction(made.Get(name))
		arguments, err := make(goja.Undefined())
		if err != nil {
			t.Fatalf("line %d: %v", number+1, err)
		}
		refusal := checker.Arguments("api."+name, arguments)
		text := strings.Split(string(source), "\n")[number]
		looser := strings.Contains(text, "// looser: ")
		switch reason := refused[number+1]; {
		case reason == "" && refusal != nil:
			t.Errorf("line %d: %s\nthe compiler accepts it; %v", number+1, text, refusal)
		case reason != "" && refusal == nil && !looser:
			t.Errorf("line %d: %s\nthe check accepts it; %s", number+1, text, reason)
		case looser && (reason == "" || refusal != nil):
			t.Errorf("line %d: %s\nit is not looser: %s %v", number+1, text, reason, refusal)
		}
	}
}

// compilerErrors are the errors of a source file by their lines.
func compilerErrors(t *testing.T, program string, source []byte) map[int]string {
	t.Helper()
	dir := t.TempDir()
	config := `{ "compilerOptions": { "target": "ES2024", "module": "ESNext", "lib": ["ES2024", "DOM"], "strict": true, "noEmit": true, "types": [] }, "files": ["types.ts"] }`
	for name, data := range map[string][]byte{"tsconfig.json": []byte(config), "types.ts": source} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	command := exec.Command(program, "-p", ".", "--pretty", "false")
	command.Dir = dir
	output, _ := command.CombinedOutput() // it ends with an error code, as it should
	lines := strings.Split(string(source), "\n")
	found := map[int]string{}
	for _, match := range typeError.FindAllStringSubmatch(string(output), -1) {
		line, err := strconv.Atoi(match[2])
		if err != nil || !strings.HasPrefix(lines[line-1], "check<") {
			t.Fatalf("the compiler says: %s", match[0])
		}
		found[line] = fmt.Sprint("the compiler says ", match[3])
	}
	if len(found) == 0 {
		t.Fatalf("the compiler finds nothing wrong: %s", output)
	}
	return found
}

// valuesOf runs TypeScript that ends with an object.
func valuesOf(t *testing.T, vm *goja.Runtime, source string) *goja.Object {
	t.Helper()
	result := api.Transform(source, api.TransformOptions{Loader: api.LoaderTS, Target: api.ES2022, Format: api.FormatCommonJS})
	if len(result.Errors) > 0 {
		t.Fatal(result.Errors)
	}
	value, err := vm.RunString(string(result.Code))
	if err != nil {
		t.Fatal(err)
	}
	return value.(*goja.Object)
}

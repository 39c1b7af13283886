//go:build linux

package test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// TestDepthOfValues goes to the limit in both directions, and one step over it.
func TestDepthOfValues(t *testing.T) {
	p := valuesApp(t)
	p.check(`
		for (const kind of ['arrays', 'objects', 'maps', 'keys', 'sets', 'sparse', 'awkward', 'causes', 'defined']) {
			const told = (error) => error.name + ' ' + error.code + ' ' + error.message.replace(/^.*? is nested/s, 'is nested')
			const tooDeep = 'DataCloneError 25 is nested more than 10000 deep'
			// The list of arguments is one level.
			const [there, back] = [all.nest(9999, kind), all.nest(10000, kind)]
			wrong.push(...difference(kind + ' there and back', await echo(there).catch(told).then(all.inspect), all.inspect(there)))
			wrong.push(...difference(kind + ' from the backend', await nested(10000, kind).catch(told).then(all.inspect), all.inspect(back)))
			// An error loses a cause that is too deep.
			const lossy = kind === 'causes'
			const over = await echo(all.nest(10001, kind)).then(() => 'crossed', told)
			if (over !== (lossy ? 'crossed' : tooDeep)) wrong.push(kind + ' from the page, too deep: ' + over)
			const deeper = await nested(10001, kind).then(() => 'crossed', told)
			if (deeper !== (lossy ? 'crossed' : tooDeep)) wrong.push(kind + ' from the backend, too deep: ' + deeper)
		}`)
}

// TestValuesThatAreTooLarge sends what is too large, and wants the host's memory to stay as it is.
func TestValuesThatAreTooLarge(t *testing.T) {
	env, program := home(t), valuesProgram(t)
	p := open(t, env, program).ready()
	host := hostOf(t, env, program)
	p.check(`await echo('x'.repeat(1 << 20))`)
	before := memoryOf(t, host, "VmRSS")
	// From here on, VmHWM is the most that there was.
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", host), []byte("5"), 0); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ what, call string }{
		{"a string", `echo('x'.repeat(1 << 30))`},
		{"a string beside other things", `echo({ at: new Date(0), s: 'x'.repeat(1 << 30) })`},
		{"a string many times", `echo(new Array(1024).fill('x'.repeat(1 << 20)))`},
		{"letters of two bytes", `echo('ü'.repeat(40 << 20))`},
		{"many values", `echo(new Array(5 << 20).fill(1))`},
		{"many values that are not plain", `echo([undefined, new Array(5 << 20).fill(1)])`},
		{"many buffers", `echo(Array.from({ length: 70000 }, () => new ArrayBuffer(1)))`},
		{"a string of the backend", `long(80 << 20)`},
	} {
		p.check(`
			const code = await `+test.call+`.then(() => 'crossed', (error) => error.code)
			if (code !== 'ERR_MESSAGE_TOO_LARGE') wrong.push(args[0] + ': ' + code)`, test.what)
	}
	p.check(`if (await echo('there') !== 'there') wrong.push('what fits is not answered any more')`)
	if grown := memoryOf(t, host, "VmHWM") - before; grown > 64<<10 {
		t.Errorf("the host grew by %d kB for what it didn't take", grown)
	}
}

// hostOf returns the process that owns the app's windows.
func hostOf(t *testing.T, env []string, program string) int {
	t.Helper()
	var found []int
	folders, _ := filepath.Glob("/proc/[0-9]*")
	for _, folder := range folders {
		line, err := os.ReadFile(filepath.Join(folder, "cmdline"))
		if err != nil || strings.Contains(string(line), "--deskjs-backend") {
			continue
		}
		environment, _ := os.ReadFile(filepath.Join(folder, "environ"))
		if target, err := os.Readlink(filepath.Join(folder, "exe")); err == nil && target == program && strings.Contains(string(environment), env[len(env)-1]) {
			pid, _ := strconv.Atoi(filepath.Base(folder))
			found = append(found, pid)
		}
	}
	if len(found) != 1 {
		t.Fatalf("host processes: %v", found)
	}
	return found[0]
}

// memoryOf returns a figure of a process in kB.
func memoryOf(t *testing.T, pid int, name string) (kB int) {
	t.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, ok := strings.Cut(string(status), name+":")
	if _, err := fmt.Sscan(rest, &kB); !ok || err != nil {
		t.Fatalf("no %s: %v", name, err)
	}
	return kB
}

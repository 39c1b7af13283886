//go:build linux

package test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// suite makes a copy of the sample app whose only tests are the given ones, and runs `deskjs test` on it.
func suite(t *testing.T, files map[string]string, args ...string) (output string, dir string, code int) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "notes")
	command(t, "init", dir, "--yes", "--name", "Notes")
	if err := os.RemoveAll(filepath.Join(dir, "test")); err != nil {
		t.Fatal(err)
	}
	for name, text := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	process := exec.Command(deskjs, append([]string{"test", dir}, args...)...)
	process.Env = append(os.Environ(), "CI=") // first pictures are kept here, as on an author's machine
	text, err := process.CombinedOutput()
	if process.ProcessState == nil {
		t.Fatal(err)
	}
	return string(text), dir, process.ProcessState.ExitCode()
}

// The hand is the system's: the page can't tell it from a person's.
func TestAppIsDrivenByItsOwnTests(t *testing.T) {
	output, _, code := suite(t, map[string]string{"test/app.test.ts": `
import { test, expect, launch } from 'deskjs/test'

test('a note is written, saved and found', async () => {
  const app = await launch()
  const page = await app.window()
  await expect(page).toHaveTitle('Notes')
  await expect(page.getByText('Welcome').first()).toBeVisible()
  await page.evaluate(() => {
    (globalThis as any).trusted = []
    for (const type of ['click', 'keydown']) addEventListener(type, (event) => (globalThis as any).trusted.push(event.isTrusted), true)
  })
  await page.locator('#new').click()
  await page.locator('#title').type('Groceries €ü')
  await page.locator('#body').fill('milk and honey')
  await expect(page.locator('#state')).toHaveText('Saved')
  await expect(page.locator('#list')).toContainText('Groceries €ü')
  expect(await page.evaluate(() => (globalThis as any).trusted.every(Boolean))).toBe(true)
  await expect.poll(async () => (await app.calls('saveNote')).at(-1)?.arguments).toEqual(expect.arrayContaining([expect.objectContaining({ title: 'Groceries €ü' })]))
  await page.getByRole('searchbox').type('honey')
  await expect(page.locator('#list li')).toHaveCount(1)
  const picture = await page.screenshot()
  expect([...picture.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  expect(await app.evaluate((require) => require('node:path').basename(process.cwd()) !== '')).toBe(true)
})

test('the next app knows nothing of the first, and time is the test\'s', async () => {
  const app = await launch()
  const page = await app.window()
  await expect(page.locator('#list li')).toHaveCount(1)
  await app.clock.install({ now: 5000 })
  expect(await page.evaluate(() => Date.now())).toBe(5000)
  expect(await app.evaluate(() => Date.now())).toBe(5000)
  await app.clock.tick(1500)
  expect(await page.evaluate(() => Date.now())).toBe(6500)
  expect(await app.evaluate(() => Date.now())).toBe(6500)
  await app.clock.restore()
  await app.route('https://api.example.org/**', ({ url }) => ({ json: { url } }))
  const fetched = () => fetch('https://api.example.org/notes').then((response) => response.json())
  expect(await page.evaluate(fetched)).toEqual({ url: 'https://api.example.org/notes' })
  expect(await app.evaluate(fetched)).toEqual({ url: 'https://api.example.org/notes' })
  expect(app.requests.map(({ from }) => from)).toEqual(['page', 'backend'])
})
`})
	if code != 0 || !strings.Contains(output, "pass 2") {
		t.Fatalf("exit code %d\n%s", code, output)
	}
}

// What apps ship as has nothing by which a test could drive it, and nothing that a build for tests has.
func TestShippedAppsCannotBeDrivenByTests(t *testing.T) {
	marks := []string{"deskjs-test\n", "__deskjsTest"}
	bin := filepath.Dir(deskjs)
	for program, has := range map[string]bool{
		filepath.Join(bin, "deskjs-app"): false, filepath.Join(bin, "deskjs-app-sqlite"): false, notesApp(t): false, filepath.Join(bin, "deskjs-app-test"): true,
	} {
		text, err := os.ReadFile(program)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, mark := range marks {
			found = found || bytes.Contains(text, []byte(mark))
		}
		if found != has {
			t.Errorf("%s can be driven by tests: %v, want %v", program, found, has)
		}
	}
}

// Without a screen, and without what makes one, a test says what to install.
func TestMissingScreenIsNamed(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "notes")
	command(t, "init", dir, "--yes", "--name", "Notes")
	if err := os.WriteFile(filepath.Join(dir, "test", "window.test.ts"), []byte("import { test, launch } from 'deskjs/test'\ntest('opens', async () => { await launch() })\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	process := exec.Command(deskjs, "test", dir, "window")
	process.Env = []string{"HOME=" + t.TempDir(), "PATH=", "DISPLAY=", "WAYLAND_DISPLAY="}
	output, err := process.CombinedOutput()
	if err == nil || !strings.Contains(string(output), "neither DISPLAY nor Xvfb (Debian, Ubuntu: sudo apt install xvfb") {
		t.Errorf("%v\n%s", err, output)
	}
}

// What a failure leaves behind shows what a person would have seen.
func TestFailureLeavesPictures(t *testing.T) {
	output, dir, code := suite(t, map[string]string{"test/fails.test.ts": `
import { test, expect, launch } from 'deskjs/test'

test('looks for what is not there', async () => {
  const app = await launch()
  const page = await app.window()
  await page.getByRole('button', { name: 'Explode' }).click({ timeout: 3000 })
})

test('shows a dialog that it does not answer', async () => {
  const app = await launch()
  await app.evaluate((require) => { require('deskjs').dialog.showMessageBox({ message: 'Sure?', buttons: ['Yes', 'No'] }).catch(() => {}) })
  await expect((await app.window()).getByText('Never there')).toBeVisible()
})
`})
	if want := `the app has shown the message "Sure?" with the buttons "Yes", "No", and the test has no answer: before, call app.fake.dialog({ message: "Yes" })`; !strings.Contains(output, want) {
		t.Errorf("%s\nis not in\n%s", want, output)
	}
	if code != 1 || !strings.Contains(output, "there is none") || !strings.Contains(output, `the page has: "New note`) {
		t.Errorf("exit code %d\n%s", code, output)
	}
	for _, name := range []string{"screenshot.png", "page.html", "log.txt"} {
		file := filepath.Join(dir, ".deskjs", "artifacts", "fails", "looks-for-what-is-not-there", name)
		if info, err := os.Stat(file); err != nil || info.Size() == 0 {
			t.Errorf("%s: %v", name, err)
		}
		if !strings.Contains(output, name) {
			t.Errorf("%s is not named", name)
		}
	}
}

// A component's test runs in a page: what it touches is the page's, its hand is a person's, and what it throws has a place in its source.
func TestPageTests(t *testing.T) {
	output, _, code := suite(t, map[string]string{"frontend/counter.page.test.ts": `
import { test, describe, expect, page, beforeEach } from 'deskjs/test'
import './style.css'
import * as api from '../backend/api'

describe('a counter', () => {
  beforeEach(() => {
    const button = document.createElement('button')
    let count = 0
    button.textContent = 'Count: 0'
    button.onclick = (event) => { if (event.isTrusted) button.textContent = 'Count: ' + ++count }
    document.body.append(button)
  })
  test('counts clicks', async () => {
    const button = page.getByRole('button', { name: 'Count' })
    await button.click()
    await button.click()
    await expect(button).toHaveText('Count: 2')
    expect(document.querySelectorAll('button')).toHaveLength(1)
  })
  test('begins at 0, and has the backend', async () => {
    expect(document.body.textContent).toBe('Count: 0')
    expect(Object.values(api).every((each) => each !== undefined)).toBe(true)
  })
  test('fails', () => {
    expect(document.body.textContent).toBe('Count: 1')
  })
})
`})
	if code != 1 || !strings.Contains(output, "pass 2") || !strings.Contains(output, `expected "Count: 0" to be "Count: 1"`) || !strings.Contains(output, "counter.page.test.ts:26:") {
		t.Errorf("exit code %d\n%s", code, output)
	}
}

// A change runs what depends on it, and nothing else.
func TestWatchRunsWhatDependsOnAChange(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "notes")
	command(t, "init", dir, "--yes", "--name", "Notes")
	process := exec.Command(deskjs, "test", dir, "store", "--watch")
	output, err := process.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := process.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		_ = process.Process.Kill()
		_ = process.Wait()
	}()
	lines := bufio.NewScanner(output)
	await := func(want string) {
		t.Helper()
		for lines.Scan() {
			if strings.Contains(lines.Text(), want) {
				return
			}
		}
		t.Fatalf("it never said %q", want)
	}
	change := func(name string) {
		t.Helper()
		file := filepath.Join(dir, filepath.FromSlash(name))
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, append(text, "// changed\n"...), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	await("waiting for changes")
	change("backend/store.ts")
	await("backend/store.ts: test/store.test.ts")
	await("waiting for changes")
	change("frontend/main.ts")
	await("frontend/main.ts: no test depends on it")
}

// Each thing that a test can do to a page and to an app, as testdata/suite has them.
func TestHandsAndFakes(t *testing.T) {
	files := map[string]string{}
	for name, place := range map[string]string{"acts.page.test.ts": "frontend/acts.page.test.ts", "more.test.ts": "test/more.test.ts"} {
		text, err := os.ReadFile(filepath.Join("testdata", "suite", name))
		if err != nil {
			t.Fatal(err)
		}
		files[place] = string(text)
	}
	if output, _, code := suite(t, files); code != 0 || !strings.Contains(output, "pass 7") {
		t.Errorf("exit code %d\n%s", code, output)
	}
}

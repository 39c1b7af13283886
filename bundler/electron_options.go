package bundler

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/deskjs/deskjs/internal/diag"
)

// electronOption is an option that has no effect here, or a package that can't work.
type electronOption struct {
	pattern    *regexp.Regexp // group 1 is what is marked
	text, hint string
}

var electronOptions = []electronOption{
	{regexp.MustCompile(`\b(nodeIntegration\s*:\s*true)`), "pages have no Node: nodeIntegration has no effect", "do in the main process what the page does with Node, and give it functions by a preload script (contextBridge, ipcRenderer.invoke)"},
	{regexp.MustCompile(`\b(contextIsolation\s*:\s*false)`), "preload scripts always run in a world of their own: contextIsolation: false has no effect", "give the page what it needs by contextBridge.exposeInMainWorld"},
	{regexp.MustCompile(`\b(sandbox\s*:\s*false)`), "preload scripts always run in a sandbox, without Node: sandbox: false has no effect", "do it in the main process, and ask for it with ipcRenderer.invoke"},
	{regexp.MustCompile(`\b(webviewTag\s*:\s*true)`), "there is no <webview>", "show the page in a window of its own, or in an <iframe>"},
	{regexp.MustCompile(`\b(webSecurity\s*:\s*false)`), "the rules of the web can't be turned off: webSecurity: false has no effect", "ask other servers in the main process"},
	{regexp.MustCompile(`\b(enableRemoteModule\s*:\s*true)`), "there is no remote module", "use ipcMain.handle and ipcRenderer.invoke"},
	{regexp.MustCompile(`(?:require\(|from\s+)(["']@electron/remote(?:/\w+)?["'])`), "@electron/remote reaches into the main process from pages, which have no Node here", "use ipcMain.handle and ipcRenderer.invoke"},
}

// ElectronOptions finds what an app written for Electron asks for that can't be had.
func ElectronOptions(dir string) (messages []diag.Message, err error) {
	err = filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if name != dir && (strings.HasPrefix(entry.Name(), ".") || slices.Contains(notShipped, entry.Name()) || filepath.Dir(name) == dir && slices.Contains(madeFolders, entry.Name())) {
				return fs.SkipDir
			}
			return nil
		case !isCode(name) || strings.HasSuffix(name, ".min.js") || filepath.Ext(name) == ".map":
			return nil
		}
		source, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		relative, err := filepath.Rel(dir, name)
		for _, option := range electronOptions {
			for _, at := range option.pattern.FindAllSubmatchIndex(source, -1) {
				message := diag.At(diag.Message{Severity: diag.SeverityWarning, Text: option.text, Hint: option.hint, File: filepath.ToSlash(relative)}, source, at[2])
				message.Length = at[3] - at[2]
				messages = append(messages, message)
			}
		}
		return err
	})
	return messages, err
}

package bundler

import (
	"fmt"
	"strings"
	"testing"
)

func TestElectronUses(t *testing.T) {
	const source = `
import { app, BrowserWindow as Window, type Rectangle } from 'electron'
const electron = require('electron')
const { Menu: M } = electron
let win, other = null
const open = () => {
  win = new Window({ width: 1 })
  win.webContents.session.cookies.get({})
  win?.setTitle('a'); win!.on('close', () => {})
}
class Main { start() { this.tray = new electron.Tray('x'); this.tray.setToolTip('y') } }
app.whenReady().then(() => open())
app.on('nothing-of-the-kind', () => {})
require('electron').shell.beep()
M.buildFromTemplate([]).popup()
ipc.on('x', (event) => event.sender.send('y'))
other.setTitle('z') // nobody knows what it is
`
	var b strings.Builder
	for _, use := range usesIn("main.ts", []byte(source)) {
		fmt.Fprintf(&b, "%d:%d %s.%s %s\n", use.Place.Line, use.Place.Column, use.Section, use.Name, use.Member.Name)
	}
	const want = `2:10 .app app
2:15 .BrowserWindow BrowserWindow
4:9 .Menu Menu
8:7 BrowserWindow.webContents webContents
8:19 webContents.session session
8:27 session.cookies cookies
8:35 Cookies.get get()
9:8 BrowserWindow.setTitle setTitle()
9:31 BrowserWindow.'close' 'close'
11:49 .Tray Tray
11:70 Tray.setToolTip setToolTip()
12:5 app.whenReady whenReady()
13:8 app.'nothing-of-the-kind' 
14:21 .shell shell
14:27 shell.beep beep()
15:3 Menu.buildFromTemplate static buildFromTemplate()
15:25 Menu.popup popup()
16:37 webContents.send send()
`
	if got := b.String(); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
}

// The main process, as Electron has it: it opens the window, answers what the preload script asks, and tells all windows what changes.
import path from 'node:path'
import { app, BrowserWindow, ipcMain, webContents } from 'electron'
import { choices, type State } from '../shared/types'
import { Journal } from './journal'
import { Timer } from './timer'

const journal = new Journal(path.join(app.getPath('userData'), 'sessions.json'))
const timer = new Timer()

function state(): State {
  const { phase, running, left, length, minutes } = timer
  return { phase, running, left, length, minutes, week: journal.week(new Date()) }
}

function tellAll(): void {
  for (const contents of webContents.getAllWebContents()) contents.send('timer:changed', state())
}

timer.on('change', tellAll)
timer.on('session', () => journal.add(new Date()).then(tellAll, console.error))

ipcMain.handle('timer:state', () => state())
ipcMain.on('timer:toggle', () => timer.toggle())
ipcMain.on('timer:reset', () => timer.reset())
ipcMain.on('timer:skip', () => timer.skip())
ipcMain.on('timer:choose', (_event, minutes: unknown) => {
  // A page is not to be trusted with more than it is offered.
  if (choices.includes(minutes as number)) timer.choose(minutes as number)
})

function createWindow(): void {
  const window = new BrowserWindow({
    width: 900, height: 640, minWidth: 420, minHeight: 480,
    webPreferences: { preload: path.join(import.meta.dirname, '../frontend/preload.ts') },
  })
  window.loadFile('index.html').catch(console.error)
}

app.whenReady().then(() => {
  createWindow()
  app.on('activate', () => {
    // On macOS an app without a window gets one when its icon is clicked.
    if (BrowserWindow.getAllWindows().length === 0) createWindow()
  })
}, console.error)

app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit()
})

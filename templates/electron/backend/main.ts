// The main process, as Electron has it: it answers what the preload script asks, and tells all windows what changes.
// deskjs.json says which windows open.
import path from 'node:path'
import { app, ipcMain, webContents } from 'electron'
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

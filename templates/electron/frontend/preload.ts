// Runs before the page, in a world of its own: it may talk to the main process, and gives the page what it chooses.
import { contextBridge, ipcRenderer } from 'electron'
import type { State } from '../shared/types'

const api = {
  state: (): Promise<State> => ipcRenderer.invoke('timer:state'),
  toggle: (): void => ipcRenderer.send('timer:toggle'),
  reset: (): void => ipcRenderer.send('timer:reset'),
  skip: (): void => ipcRenderer.send('timer:skip'),
  choose: (minutes: number): void => ipcRenderer.send('timer:choose', minutes),
  onChange: (listener: (state: State) => void): void => {
    ipcRenderer.on('timer:changed', (_event, state: State) => listener(state))
  },
}

contextBridge.exposeInMainWorld('timer', api)

export type TimerApi = typeof api

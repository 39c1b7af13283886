// The one store of this app, in the folder that the system gives it for its data.
import path from 'node:path'
import { app } from 'deskjs'
import { NoteStore } from './store'

export const notes = new NoteStore(path.join(app.getPath('userData'), 'notes'))

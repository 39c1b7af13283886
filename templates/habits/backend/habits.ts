// The one store of this app, in the folder that the system gives it for its data.
import path from 'node:path'
import { app, emit } from 'deskjs'
import { HabitStore } from './store'

export const store = new HabitStore(path.join(app.getPath('userData'), 'habits.json'))

// Every open window hears of every change, whichever of them made it.
store.on('change', (habits) => void emit('habits', habits))

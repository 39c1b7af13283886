// The backend starts here, in a process of its own, with files, network and processes as in Node.js.
// What goes wrong in here before the window opens is shown in the window.
import { app } from 'deskjs'
import { store } from './habits'

const habits = store.list()
console.log(`${app.name} ${app.getVersion()}: ${habits.length === 1 ? 'one habit' : `${habits.length} habits`}`)

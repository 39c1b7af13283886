// The backend starts here, in a process of its own. The room is opened when the first window comes in: see api.ts.
import { place } from './place'

console.log(`the room is at ${place.host}:${place.port}`)

// The events of this app and what they carry, for both halves.
import type { Exchange, Task } from '../shared/types'

declare module 'deskjs' {
  interface Events {
    /** The tasks, whenever they have changed. */
    tasks: Task[]
    /** A request, when it has been answered. */
    exchange: Exchange
  }
}

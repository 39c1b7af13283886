// The events of this app and what they carry, for both halves.
import type { Habit } from '../shared/habits'

declare module 'deskjs' {
  interface Events {
    /** The habits, whenever they have changed. */
    habits: Habit[]
  }
}

// What the main process, the preload script and the page know.

export interface State {
  phase: 'focus' | 'break'
  running: boolean
  /** Seconds until the phase ends. */
  left: number
  /** Seconds that the phase has in all. */
  length: number
  /** How long to focus, in minutes. */
  minutes: number
  /** Sessions on the last seven days, today being the last. */
  week: { day: string, sessions: number }[]
}

/** How long one may focus, in minutes. */
export const choices = [15, 25, 50]

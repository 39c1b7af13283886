// The clock: focus, break, focus, ... Ordinary code that knows nothing of windows.
import { EventEmitter } from 'node:events'

const breakMinutes = 5

export class Timer extends EventEmitter<{ change: [], session: [] }> {
  phase: 'focus' | 'break' = 'focus'
  /** When the phase ends, in milliseconds; while it stands still, how many are left. */
  private end: number | undefined
  private rest: number
  private clock: ReturnType<typeof setInterval> | undefined

  /** @param minutes how long to focus */
  constructor(public minutes = 25, private readonly now: () => number = Date.now) {
    super()
    this.rest = this.length * 1000
  }

  get running(): boolean {
    return this.end !== undefined
  }

  /** Seconds that the phase has in all. */
  get length(): number {
    return 60 * (this.phase === 'focus' ? this.minutes : breakMinutes)
  }

  /** Seconds until the phase ends. */
  get left(): number {
    return Math.ceil((this.end === undefined ? this.rest : Math.max(0, this.end - this.now())) / 1000)
  }

  toggle(): void {
    if (this.end === undefined) {
      this.end = this.now() + this.rest
      this.clock = setInterval(() => this.tick(), 250)
    } else {
      this.rest = Math.max(0, this.end - this.now())
      this.stop()
    }
    this.emit('change')
  }

  /** Begins the phase anew. */
  reset(): void {
    this.begin(this.phase)
  }

  /** Goes on to the next phase, as if this one were over; it does not count. */
  skip(): void {
    this.begin(this.phase === 'focus' ? 'break' : 'focus')
  }

  /** Changes how long to focus, in minutes, and begins anew. */
  choose(minutes: number): void {
    this.minutes = minutes
    this.begin('focus')
  }

  /** Looks at the clock. */
  tick(): void {
    if (this.end === undefined) return
    if (this.now() < this.end) {
      this.emit('change')
      return
    }
    if (this.phase === 'focus') this.emit('session')
    this.begin(this.phase === 'focus' ? 'break' : 'focus')
  }

  private begin(phase: Timer['phase']): void {
    this.stop()
    this.phase = phase
    this.rest = this.length * 1000
    this.emit('change')
  }

  private stop(): void {
    clearInterval(this.clock)
    this.end = undefined
  }
}

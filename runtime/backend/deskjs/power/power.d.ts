declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  /** Sleep, battery, lock and idleness. On Linux logind, UPower and the screen saver say so, over D-Bus. */
  export interface PowerMonitor extends EventEmitter {
    /** The computer is about to sleep. */
    on(event: 'suspend', listener: () => void): this
    /** It has woken up. */
    on(event: 'resume', listener: () => void): this
    /** The plug is in. */
    on(event: 'on-ac', listener: () => void): this
    /** The plug is out. */
    on(event: 'on-battery', listener: () => void): this
    on(event: 'lock-screen', listener: () => void): this
    on(event: 'unlock-screen', listener: () => void): this
    /** The person's session is the one at the screen. @platform macOS, Linux */
    on(event: 'user-did-become-active', listener: () => void): this
    /** It is not any more. @platform macOS, Linux */
    on(event: 'user-did-resign-active', listener: () => void): this
    /**
     * The system is about to end. After event.preventDefault() it waits a few seconds for the app, which should call app.quit() soon.
     * @platform Linux, macOS
     */
    on(event: 'shutdown', listener: (event: DesktopEvent) => void): this
    /** @platform macOS */
    on(event: 'thermal-state-change', listener: (details: DesktopEvent & { state: string }) => void): this
    on(event: string | symbol, listener: (...args: any[]) => void): this
    /**
     * 'idle' when nobody has touched anything for idleThreshold seconds, 'locked' when the screen is, 'unknown' when the system does not say.
     * @throws TypeError if idleThreshold is not greater than 0
     */
    getSystemIdleState(idleThreshold: number): 'active' | 'idle' | 'locked' | 'unknown'
    /** Whole seconds since somebody has touched something. @throws Error with code ERR_NOT_SUPPORTED when the system does not say */
    getSystemIdleTime(): number
    /** How hot the computer is. @platform macOS; 'unknown' elsewhere */
    getCurrentThermalState(): 'unknown' | 'nominal' | 'fair' | 'serious' | 'critical'
    isOnBatteryPower(): boolean
    readonly onBatteryPower: boolean
  }

  export const powerMonitor: PowerMonitor

  /** Keeps the computer awake. */
  export interface PowerSaveBlocker {
    /**
     * Keeps the system awake from now on, with 'prevent-display-sleep' its screen too, and returns a number for stop.
     * @throws Error with code ERR_NOT_SUPPORTED if nobody here takes the wish
     */
    start(type: 'prevent-app-suspension' | 'prevent-display-sleep'): number
    /** Whether something was stopped. */
    stop(id: number): boolean
    isStarted(id: number): boolean
  }

  export const powerSaveBlocker: PowerSaveBlocker
}

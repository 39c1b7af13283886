declare module 'deskjs' {
  /**
   * Keys joined by '+', such as 'CommandOrControl+Shift+K': modifiers (Command, Cmd, Control, Ctrl, CommandOrControl, CmdOrCtrl, Alt, Option,
   * AltGr, Shift, Super, Meta) and one key (a letter, digit or sign; F1 to F24, Plus, Space, Tab, Enter, Escape, Up, PageDown, num0,
   * VolumeUp, MediaPlayPause and the like).
   */
  export type Accelerator = string

  /**
   * Keys that call the app whatever window has the focus. Under X11 they are grabbed; on Wayland the desktop portal binds them, which may ask the
   * person first: what is pressed before that, or after a refusal, does nothing, and a refusal is logged.
   */
  export interface GlobalShortcut {
    /**
     * Calls callback whenever the keys are pressed. Returns false if another app has them, the app itself has, or the keyboard has no such key.
     * @throws TypeError with code ERR_INVALID_ARG_VALUE if accelerator is none, saying which key was probably meant
     * @throws Error with code ERR_NOT_SUPPORTED on Wayland without a portal that binds keys
     */
    register(accelerator: Accelerator, callback: () => void): boolean
    /** Registers all, or none if one can't be. */
    registerAll(accelerators: Accelerator[], callback: () => void): boolean
    /** Whether this app has registered it. */
    isRegistered(accelerator: Accelerator): boolean
    unregister(accelerator: Accelerator): void
    unregisterAll(): void
    /** Gives the keys back for a while, such as while the person chooses others. register returns false meanwhile. */
    setSuspended(suspended: boolean): void
    isSuspended(): boolean
  }

  export const globalShortcut: GlobalShortcut
}

declare module 'deskjs' {
  /** A shortcut of Windows'. */
  export interface ShortcutDetails {
    /** What it starts. */
    target: string
    /** The working directory. */
    cwd?: string
    /** The arguments, as one string. */
    args?: string
    description?: string
    /** A file with the icon, which may be a DLL or EXE; with iconIndex. */
    icon?: string
    iconIndex?: number
    appUserModelId?: string
    toastActivatorClsid?: string
  }

  /** What the user's own programs do: open addresses and files, show them, take them to the trash. */
  export const shell: {
    /**
     * Has the system open an address, as the browser or the mail program. Its scheme must be `http`, `https`, `mailto`, `tel`, or one that `permissions.openExternal` in
     * deskjs.json adds; never `file`, see openPath.
     * @param options.activate whether the program comes to the front. macOS; true
     * @param options.workingDirectory Windows
     * @throws Error with code ERR_ACCESS_DENIED for another scheme: the message has the line to add; with what the system says if nothing opens it
     */
    openExternal(url: string, options?: { activate?: boolean, workingDirectory?: string, logUsage?: boolean }): Promise<void>
    /**
     * Has a file or folder opened by the program that the user has for it. The app must be allowed to read it and, if it is a program itself (also a
     * .desktop, .lnk, .msi file and the like), to run it.
     * @returns '' or, if it could not be opened, why
     */
    openPath(path: string): Promise<string>
    /**
     * Shows a file in the file manager, selected if that can. On Linux by org.freedesktop.FileManager1, or else its folder is opened.
     * @throws Error with code ERR_ACCESS_DENIED if the app may not read it
     */
    showItemInFolder(fullPath: string): void
    /**
     * Moves a file or folder to the trash; a link itself, not what it leads to. On Linux by the freedesktop specification: a file on another file system than the
     * user's home goes to that one's trash. It is never deleted instead, and never copied.
     * @throws Error with code ERR_ACCESS_DENIED if the app may not write it; with the system's reason if it can't be moved
     */
    trashItem(path: string): Promise<void>
    /** The system's bell. */
    beep(): void
    /** @platform win32 @throws Error with code ERR_NOT_SUPPORTED elsewhere */
    readShortcutLink(shortcutPath: string): ShortcutDetails
    /**
     * Makes or changes a shortcut. Returns whether that succeeded.
     * @param operation 'create', the default, makes it anew; 'update' changes what options say of one that is there; 'replace' overwrites one that is there
     * @platform win32 @throws Error with code ERR_NOT_SUPPORTED elsewhere
     */
    writeShortcutLink(shortcutPath: string, operation: 'create' | 'update' | 'replace', options: Partial<ShortcutDetails>): boolean
    writeShortcutLink(shortcutPath: string, options: ShortcutDetails): boolean
  }
}

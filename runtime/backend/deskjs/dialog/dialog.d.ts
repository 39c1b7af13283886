declare module 'deskjs' {
  /** A kind of files to choose among. */
  export interface FileFilter {
    name: string
    /** Extensions without a dot or wildcard: 'png'; '*' alone is any file. Small and capital letters are the same. */
    extensions: string[]
  }

  export interface OpenDialogOptions {
    title?: string
    /** A folder, a file, or a file's name alone: where the dialog begins. The user's downloads by default. */
    defaultPath?: string
    /** The word on the button that confirms; the system's by default. */
    buttonLabel?: string
    filters?: FileFilter[]
    /**
     * 'openDirectory' chooses folders, not files (on macOS, together with 'openFile', both); 'multiSelections' several; 'showHiddenFiles' shows them. 'createDirectory',
     * 'noResolveAliases' and 'treatPackageAsDirectory' are macOS', 'promptToCreate' and 'dontAddToRecent' Windows'; elsewhere they mean nothing, as in Electron.
     * @default ['openFile']
     */
    properties?: ('openFile' | 'openDirectory' | 'multiSelections' | 'showHiddenFiles' | 'createDirectory' | 'promptToCreate' | 'noResolveAliases' | 'treatPackageAsDirectory' | 'dontAddToRecent')[]
    /** What stands above the files. macOS */
    message?: string
  }

  export interface SaveDialogOptions {
    title?: string
    /** A folder, a file, or a file's name alone: what is proposed. */
    defaultPath?: string
    buttonLabel?: string
    /** If the name that the user writes has none of the chosen filter's extensions, it gets the first. */
    filters?: FileFilter[]
    /**
     * 'showHiddenFiles' shows them. 'createDirectory' and 'treatPackageAsDirectory' are macOS', 'dontAddToRecent' Windows'. 'showOverwriteConfirmation' need not be said: on every
     * system the user is asked before a file is replaced.
     */
    properties?: ('showHiddenFiles' | 'createDirectory' | 'treatPackageAsDirectory' | 'showOverwriteConfirmation' | 'dontAddToRecent')[]
    /** What stands above the files. macOS */
    message?: string
    /** What stands before the name's field. macOS */
    nameFieldLabel?: string
    /** Whether there is a field for tags. macOS; true */
    showsTagField?: boolean
  }

  export interface MessageBoxOptions {
    message: string
    /** Which icon it has, unless there is one in `icon`. @default 'none' */
    type?: 'none' | 'info' | 'error' | 'question' | 'warning'
    /** The words on the buttons; one with the system's word for OK by default. On Linux '_' stands before the key of a button. */
    buttons?: string[]
    /** The number of the button that Enter presses. */
    defaultId?: number
    /** Closes the box as if the user had cancelled it. */
    signal?: AbortSignal
    title?: string
    /** More, in smaller letters. */
    detail?: string
    /** The words beside a checkbox; without them there is none. */
    checkboxLabel?: string
    checkboxChecked?: boolean
    icon?: NativeImage | string
    /** The width of the text. macOS */
    textWidth?: number
    /**
     * The number of the button that Escape presses, and that stands for closing the box. By default the first that is called "Cancel" or "No"; else 1 if defaultId is 0
     * and there are two, or else 0.
     */
    cancelId?: number
    /** Whether buttons are buttons even where Windows would show them as links with a line each. Windows */
    noLink?: boolean
    /** Whether '&' stands before the key of a button on every system, as it does on Windows; '&&' is one '&'. */
    normalizeAccessKeys?: boolean
  }

  export interface OpenDialogReturnValue { canceled: boolean, filePaths: string[] }
  export interface SaveDialogReturnValue { canceled: boolean, filePath: string }
  export interface MessageBoxReturnValue { response: number, checkboxChecked: boolean }

  /**
   * The system's dialogs: on Linux GTK's, or those of the portal in a sandbox and with GTK_USE_PORTAL=1. A window as the first argument makes a dialog its own: the window waits,
   * and on macOS the dialog is a sheet of it. Words that an app doesn't give are in the system's language.
   *
   * The files and folders that the user chooses can be read and written by the app from then on, until its backend ends, as if permissions in deskjs.json granted them; a
   * folder with all that is in it. What is denied there stays denied.
   *
   * The forms with Sync keep the app's code standing still until the user has answered: nothing else of it runs meanwhile. Windows stay alive.
   */
  export const dialog: {
    /** Files or folders to open; none if the user cancels. */
    showOpenDialog(window: BrowserWindow, options: OpenDialogOptions): Promise<OpenDialogReturnValue>
    showOpenDialog(options?: OpenDialogOptions): Promise<OpenDialogReturnValue>
    /** undefined if the user cancels. */
    showOpenDialogSync(window: BrowserWindow, options: OpenDialogOptions): string[] | undefined
    showOpenDialogSync(options?: OpenDialogOptions): string[] | undefined
    /** Where to save a file; '' if the user cancels. */
    showSaveDialog(window: BrowserWindow, options: SaveDialogOptions): Promise<SaveDialogReturnValue>
    showSaveDialog(options?: SaveDialogOptions): Promise<SaveDialogReturnValue>
    showSaveDialogSync(window: BrowserWindow, options: SaveDialogOptions): string
    showSaveDialogSync(options?: SaveDialogOptions): string
    /** A message with buttons. The answer is the number of the one that was pressed. */
    showMessageBox(window: BrowserWindow, options: MessageBoxOptions): Promise<MessageBoxReturnValue>
    showMessageBox(options: MessageBoxOptions): Promise<MessageBoxReturnValue>
    showMessageBoxSync(window: BrowserWindow, options: MessageBoxOptions): number
    showMessageBoxSync(options: MessageBoxOptions): number
    /** A message about an error, until the user closes it. A plain script writes it to stderr. */
    showErrorBox(title: string, content: string): void
    /**
     * Shows a certificate, and lets the user trust it.
     * @param options.certificate with the certificate as PEM in `data`
     * @platform darwin, win32
     * @throws Error with code ERR_NOT_SUPPORTED on Linux
     */
    showCertificateTrustDialog(window: BrowserWindow, options: { certificate: { data: string }, message?: string }): Promise<void>
    showCertificateTrustDialog(options: { certificate: { data: string }, message?: string }): Promise<void>
  }
}

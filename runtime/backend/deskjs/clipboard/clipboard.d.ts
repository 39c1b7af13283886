declare module 'deskjs' {
  /** Which clipboard: that of what is selected is Linux'. */
  export type ClipboardType = 'clipboard' | 'selection'

  /** What is written at once, in several formats. */
  export interface ClipboardData {
    text?: string
    html?: string
    rtf?: string
    image?: NativeImage
    /** Absolute paths. */
    files?: string[]
    /** A URL; its title is bookmarkTitle or text. */
    bookmark?: string
    bookmarkTitle?: string
  }

  /** The web's: something with a value for each of several types. */
  export class ClipboardItem {
    /** @param items for each type a string, a Blob, or a promise of one; for 'electron application/bookmark' `{ title, url }` */
    constructor(items: Record<string, string | Blob | { title: string, url: string } | Promise<string | Blob>>)
    readonly types: string[]
    /** @throws DOMException NotFoundError if it has none of that type */
    getType(type: 'electron application/bookmark'): Promise<{ title: string, url: string }>
    getType(type: string): Promise<Blob>
  }

  /**
   * The system's clipboard. Formats go by their MIME types: text/plain, text/html, text/rtf, image/png, text/uri-list; any other name is one of the system's own.
   *
   * What the app has written outlives it: on Windows and macOS always, on X11 where a clipboard manager runs, as on all usual desktops. On Wayland the compositor lets an app read and
   * write while one of its windows has the focus. A file whose path was on the clipboard is not granted to the app: permissions decide.
   */
  export interface Clipboard extends NodeJS.EventEmitter {
    /** That of what is selected (X11's PRIMARY), with the same methods; undefined except on Linux. */
    readonly selection: Clipboard | undefined
    /** The formats of what is there. */
    availableFormats(type?: ClipboardType): string[]
    /** Whether what is there has a format. */
    has(format: string, type?: ClipboardType): boolean
    clear(type?: ClipboardType): void
    /** What is there as text; '' if it is none. The same goes for readHTML and readRTF. */
    readText(type?: ClipboardType): string
    writeText(text: string, type?: ClipboardType): void
    readHTML(type?: ClipboardType): string
    writeHTML(markup: string, type?: ClipboardType): void
    readRTF(type?: ClipboardType): string
    writeRTF(text: string, type?: ClipboardType): void
    /** An empty image if there is none. */
    readImage(type?: ClipboardType): NativeImage
    /** Writes the representation of the largest scale. */
    writeImage(image: NativeImage, type?: ClipboardType): void
    /** The paths of files that were copied, as in a file manager. Not in Electron, whose way is the type text/uri-list. */
    readFiles(type?: ClipboardType): string[]
    /** Copies files: file managers paste them, editors their paths. @param paths absolute */
    writeFiles(paths: string[], type?: ClipboardType): void
    /** A link; with empty strings if there is none. The title is empty on Windows. */
    readBookmark(): { title: string, url: string }
    writeBookmark(title: string, url: string, type?: ClipboardType): void
    /** What the user last looked for in any app. @platform darwin @throws Error with code ERR_NOT_SUPPORTED elsewhere */
    readFindText(): string
    writeFindText(text: string): void
    /** The bytes in a format; empty if there are none. */
    readBuffer(format: string): Buffer
    writeBuffer(format: string, buffer: Uint8Array, type?: ClipboardType): void
    /** All that is there, when it is asked for. */
    read(): Promise<ClipboardItem[]>
    /** What is there in a format, as text. */
    read(format: string): string
    write(items: ClipboardItem[]): Promise<void>
    write(data: ClipboardData, type?: ClipboardType): void
    /** Calls listener whenever an app, this one included, has written. On macOS the system does not tell: it is asked twice a second, while somebody listens. */
    on(event: 'changed', listener: () => void): this
    once(event: 'changed', listener: () => void): this
  }

  export const clipboard: Clipboard
}

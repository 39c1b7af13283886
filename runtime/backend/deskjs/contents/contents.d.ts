declare module 'electron' {
  import { EventEmitter } from 'node:events'
  import { BrowserWindow, NativeImage, Session } from 'deskjs'

  /** What listeners of a page's events get first. */
  interface ContentsEvent {
    /** Keeps what would follow from happening, where that is said of the event. */
    preventDefault(): void
    readonly defaultPrevented: boolean
  }

  interface NavigationEntry { url: string, title: string }

  /** The pages to go back and forward to. */
  interface NavigationHistory {
    canGoBack(): boolean
    canGoForward(): boolean
    canGoToOffset(offset: number): boolean
    getActiveIndex(): number
    getAllEntries(): NavigationEntry[]
    getEntryAtIndex(index: number): NavigationEntry | null
    goBack(): void
    goForward(): void
    goToIndex(index: number): void
    /** Goes so many pages forward, or back when it is negative. Where there are not so many nothing happens. */
    goToOffset(offset: number): void
    length(): number
  }

  interface ContextMenuParams {
    /** In the page, in logical pixels. */
    x: number
    y: number
    linkURL: string
    linkText: string
    srcURL: string
    mediaType: 'none' | 'image' | 'video'
    pageURL: string
    isEditable: boolean
    selectionText: string
    /** @platform linux; elsewhere '', and dictionarySuggestions is empty */
    misspelledWord: string
    dictionarySuggestions: string[]
    hasImageContents: boolean
    editFlags: { canUndo: boolean, canRedo: boolean, canCut: boolean, canCopy: boolean, canPaste: boolean, canDelete: boolean, canSelectAll: boolean, canEditRichly: boolean }
  }

  interface FindInPageResult {
    requestId: number
    /** Which of the places is shown, from 1; counted here, because the webview does not tell. */
    activeMatchOrdinal: number
    /** How many there are; on macOS 1 stands for any number. */
    matches: number
    finalUpdate: boolean
  }

  interface WindowOpenDetails {
    url: string
    frameName: string
    /** Always '': the webview does not tell. */
    features: string
    disposition: 'foreground-tab' | 'new-window'
    referrer: { url: string, policy: string }
  }

  type WindowOpenAnswer = { action: 'deny' } | {
    action: 'allow'
    overrideBrowserWindowOptions?: object
    /** Makes the window itself. */
    createWindow?: (options: object) => BrowserWindow
  }

  interface PrintOptions {
    /** Without a dialog. @platform linux macOS */
    silent?: boolean
    printBackground?: boolean
    /** The printer's name as the system has it; the usual one by default. @platform linux */
    deviceName?: string
    /** true by default. */
    color?: boolean
    /** In pixels, of which an inch has 96. */
    margins?: { marginType?: 'default' | 'none' | 'printableArea' | 'custom', top?: number, bottom?: number, left?: number, right?: number }
    landscape?: boolean
    /** In per cent. */
    scaleFactor?: number
    collate?: boolean
    copies?: number
    /** Counted from 0. */
    pageRanges?: { from: number, to: number }[]
    duplexMode?: 'simplex' | 'shortEdge' | 'longEdge'
    /** A name, or microns. */
    pageSize?: string | { width: number, height: number }
  }

  interface PrintToPDFOptions {
    landscape?: boolean
    printBackground?: boolean
    /** 1 by default. */
    scale?: number
    /** A name ('Letter' by default), or inches. macOS makes one page as long as the document. */
    pageSize?: string | { width: number, height: number }
    /** In inches, 0.4 by default. */
    margins?: { top?: number, bottom?: number, left?: number, right?: number }
    /** '1-5, 8', all by default. */
    pageRanges?: string
    preferCSSPageSize?: boolean
  }

  /** A document of a page. The system's webviews tell of the top frame alone: `frames` is empty and `name` ''. */
  interface WebFrameMain extends EventEmitter {
    readonly url: string
    readonly origin: string
    readonly name: string
    /** With routingId it is what webFrameMain.fromId takes. It is not the process's number, which the webviews keep. */
    readonly processId: number
    readonly routingId: number
    readonly frameTreeNodeId: number
    readonly parent: WebFrameMain | null
    readonly top: WebFrameMain
    readonly frames: WebFrameMain[]
    readonly framesInSubtree: WebFrameMain[]
    readonly detached: boolean
    readonly visibilityState: 'visible' | 'hidden'
    readonly ipc: WebContents['ipc']
    isDestroyed(): boolean
    /** As WebContents has it. */
    executeJavaScript(code: string, userGesture?: boolean): Promise<any>
    /** Whether there was a page to load again. */
    reload(): boolean
    send(channel: string, ...args: any[]): void
    postMessage(channel: string, message: any, transfer?: MessagePortMain[]): void
    on(event: 'dom-ready', listener: () => void): this
  }

  export const webFrameMain: {
    /** The frame with those numbers, null if there is none. */
    fromId(processId: number, routingId: number): WebFrameMain | null
  }

  /** A key, in the words of KeyboardEvent. */
  interface Input {
    type: 'keyDown' | 'keyUp'
    key: string
    code: string
    isAutoRepeat: boolean
    /** Always false: the webview does not tell. */
    isComposing: boolean
    shift: boolean
    control: boolean
    alt: boolean
    meta: boolean
    location: number
    modifiers: string[]
  }

  interface InputEvent {
    modifiers?: string[]
  }

  interface KeyboardInputEvent extends InputEvent {
    /** A 'keyDown' types its character by itself: a 'char' for it is left out. */
    type: 'keyDown' | 'rawKeyDown' | 'keyUp' | 'char'
    /** A key as in an accelerator: 'A', 'Enter', 'Left'. */
    keyCode: string
  }

  interface MouseInputEvent extends InputEvent {
    type: 'mouseDown' | 'mouseUp' | 'mouseMove' | 'mouseEnter' | 'mouseLeave' | 'contextMenu'
    /** In the page, in logical pixels. */
    x: number
    y: number
    button?: 'left' | 'middle' | 'right'
  }

  interface MouseWheelInputEvent extends InputEvent {
    type: 'mouseWheel'
    x: number
    y: number
    /** In pixels; above zero is to the left, and up. */
    deltaX?: number
    deltaY?: number
    /** In steps of the wheel, where there is no delta. */
    wheelTicksX?: number
    wheelTicksY?: number
  }

  interface WebContents {
    /**
     * Shows a page: the app's own (app://localhost/..., or a file: URL of one of its files), one of a scheme that protocol.handle serves, or one
     * of the web, which has no bridge to the app and gets none of its files.
     * The promise is kept when it has loaded.
     * @throws Error (rejected) with code, errno (Chromium's) and url if it can't be loaded, or another is asked for meanwhile.
     * @throws Error with code ERR_NOT_SUPPORTED for options other than userAgent.
     */
    loadURL(url: string, options?: { userAgent?: string }): Promise<void>
    /** Shows a page of the app, by its path: absolute, or counted from app.getAppPath(). */
    loadFile(filePath: string, options?: { query?: Record<string, string>, search?: string, hash?: string }): Promise<void>
    /** Fetches a file, as a link does that has a download attribute: see session's 'will-download'. */
    downloadURL(url: string): void
    getURL(): string
    getTitle(): string
    isLoading(): boolean
    isLoadingMainFrame(): boolean
    isWaitingForResponse(): boolean
    stop(): void
    reload(): void
    reloadIgnoringCache(): void
    readonly navigationHistory: NavigationHistory
    /** @deprecated Use navigationHistory. */
    canGoBack(): boolean
    /** @deprecated Use navigationHistory. */
    canGoForward(): boolean
    /** @deprecated Use navigationHistory. */
    canGoToOffset(offset: number): boolean
    /** @deprecated Use navigationHistory. */
    goBack(): void
    /** @deprecated Use navigationHistory. */
    goForward(): void
    /** @deprecated Use navigationHistory. */
    goToIndex(index: number): void
    /** @deprecated Use navigationHistory. */
    goToOffset(offset: number): void
    /** Closes the window; with waitForBeforeUnload the page is asked first, as by BrowserWindow's close(). */
    close(options?: { waitForBeforeUnload?: boolean }): void
    /** Ends the page's process, as a crash does. */
    forcefullyCrashRenderer(): void
    focus(): void
    isFocused(): boolean
    /** Always 'window': there are no others. */
    getType(): 'window'
    /** Whether the page's process has ended and no other has begun. */
    isCrashed(): boolean
    scrollToTop(): void
    scrollToBottom(): void
    /**
     * Decides on window.open and links to other windows. Without a handler none is opened, and what is off the app goes to the person's browser
     * when they have clicked. window.open gives the page null in any case: windows of an app don't reach into each other.
     */
    setWindowOpenHandler(handler: (details: WindowOpenDetails) => WindowOpenAnswer): void
    /**
     * Runs a script in the page's own world and gives what its last statement is, or what a promise there becomes: whatever structured clone
     * carries. On Linux and macOS the value of a last statement that is no expression is undefined.
     * @param userGesture has no meaning for the system's webviews.
     * @throws Error (rejected) what the script throws.
     */
    executeJavaScript(code: string, userGesture?: boolean): Promise<any>
    /**
     * Adds a style sheet to the document that is shown. The key removes it.
     * @throws Error (rejected) with code ERR_NOT_SUPPORTED for cssOrigin 'user'.
     */
    insertCSS(css: string, options?: { cssOrigin?: 'author' }): Promise<string>
    removeInsertedCSS(key: string): Promise<void>
    /** 1 is the page's own size. Also as the property zoomFactor. */
    getZoomFactor(): number
    /** On Windows for ARM it is logged that it can't be done. */
    setZoomFactor(factor: number): void
    zoomFactor: number
    /** 0 is the page's own size; each level is 20 per cent more or less. */
    getZoomLevel(): number
    setZoomLevel(level: number): void
    zoomLevel: number
    getUserAgent(): string
    setUserAgent(userAgent: string): void
    userAgent: string
    isAudioMuted(): boolean
    /** @throws Error on macOS. @platform linux windows */
    setAudioMuted(muted: boolean): void
    audioMuted: boolean
    /** On macOS always false. */
    isCurrentlyAudible(): boolean
    /** Looks for text; 'found-in-page' tells what was found. Called again for the same text it goes on to the next place, unless findNext begins anew. */
    findInPage(text: string, options?: { forward?: boolean, findNext?: boolean, matchCase?: boolean }): number
    stopFindInPage(action: 'clearSelection' | 'keepSelection' | 'activateSelection'): void
    /**
     * Drags files out of the window, into another program: for an element's 'dragstart', which calls event.preventDefault(). The button must still be held down.
     * @platform linux
     * @throws Error without files, or with an empty icon; with code ERR_NOT_SUPPORTED elsewhere
     */
    startDrag(item: { file: string, icon: NativeImage | string } | { files: string[], icon: NativeImage | string }): void
    capturePage(rect?: { x: number, y: number, width: number, height: number }): Promise<NativeImage>
    /**
     * Does what a person's hand would. Menus and 'before-input-event' hear nothing of it.
     * @throws Error for an event that is none; with code ERR_NOT_SUPPORTED elsewhere than on Linux
     * @platform linux
     */
    sendInputEvent(inputEvent: MouseInputEvent | MouseWheelInputEvent | KeyboardInputEvent): void
    /** The top frame. */
    readonly mainFrame: WebFrameMain
    /**
     * Prints the page. On Windows the dialog's choices are the person's, and on macOS silent and landscape alone can be set: other options fail there.
     * @throws Error with code ERR_NOT_SUPPORTED for pagesPerSheet, dpi, header and footer.
     */
    print(options?: PrintOptions, callback?: (success: boolean, failureReason: string) => void): void
    /**
     * On macOS a PDF is one page: it fails for pageRanges, landscape, scale and preferCSSPageSize.
     * @throws Error (rejected) with code ERR_NOT_SUPPORTED for headers, footers and tags.
     */
    printToPDF(options?: PrintToPDFOptions): Promise<Buffer>
    /** @throws Error on macOS, where only the person can open it. @platform linux windows */
    openDevTools(options?: { mode?: 'left' | 'right' | 'bottom' | 'undocked' | 'detach' }): void
    /** @throws Error on Windows and macOS. @platform linux */
    closeDevTools(): void
    /** On Windows it is true for good once it has been opened, on macOS always false. */
    isDevToolsOpened(): boolean
    toggleDevTools(): void
    undo(): void
    redo(): void
    cut(): void
    copy(): void
    paste(): void
    pasteAndMatchStyle(): void
    delete(): void
    selectAll(): void
    unselect(): void
    insertText(text: string): Promise<void>
    replace(text: string): void
    /** Replaces the word where the caret is, or what is selected. */
    replaceMisspelling(text: string): void
    readonly session: Session

    /** The window has the keyboard, or has it no more. */
    on(event: 'focus', listener: (event: ContentsEvent) => void): this
    on(event: 'blur', listener: (event: ContentsEvent) => void): this
    /**
     * A key, before menus and the page have it: preventDefault() keeps it from both. While somebody listens, the keys wait for the answer.
     * On Windows and macOS it does not come, which is logged.
     * @platform linux
     */
    on(event: 'before-input-event', listener: (event: ContentsEvent, input: Input) => void): this
    on(event: 'did-start-loading', listener: () => void): this
    on(event: 'did-stop-loading', listener: () => void): this
    on(event: 'did-finish-load', listener: () => void): this
    on(event: 'dom-ready', listener: () => void): this
    on(event: 'destroyed', listener: () => void): this
    on(event: 'did-fail-load', listener: (event: ContentsEvent, errorCode: number, errorDescription: string, validatedURL: string, isMainFrame: boolean) => void): this
    on(event: 'did-start-navigation', listener: (event: ContentsEvent, url: string) => void): this
    on(event: 'did-redirect-navigation', listener: (event: ContentsEvent, url: string) => void): this
    /** Not told of what loadURL and the history load. preventDefault() keeps the page where it is. */
    on(event: 'will-navigate', listener: (event: ContentsEvent & { url: string }, url: string) => void): this
    on(event: 'will-redirect', listener: (event: ContentsEvent & { url: string }, url: string) => void): this
    on(event: 'will-frame-navigate', listener: (event: ContentsEvent & { url: string }) => void): this
    on(event: 'did-navigate', listener: (event: ContentsEvent, url: string, httpResponseCode: number, httpStatusText: string) => void): this
    on(event: 'did-navigate-in-page', listener: (event: ContentsEvent, url: string, isMainFrame: boolean) => void): this
    /** preventDefault() leaves the page although it would rather stay. */
    on(event: 'will-prevent-unload', listener: (event: ContentsEvent) => void): this
    on(event: 'page-title-updated', listener: (event: ContentsEvent, title: string, explicitSet: boolean) => void): this
    on(event: 'page-favicon-updated', listener: (event: ContentsEvent, favicons: string[]) => void): this
    on(event: 'found-in-page', listener: (event: ContentsEvent, result: FindInPageResult) => void): this
    on(event: 'did-frame-finish-load', listener: (event: ContentsEvent, isMainFrame: boolean) => void): this
    on(event: 'did-frame-navigate', listener: (event: ContentsEvent, url: string, httpResponseCode: number, httpStatusText: string, isMainFrame: boolean) => void): this
    on(event: 'did-create-window', listener: (window: BrowserWindow, details: { url: string, frameName: string }) => void): this
    on(event: 'devtools-opened', listener: () => void): this
    on(event: 'devtools-closed', listener: () => void): this
    on(event: 'devtools-focused', listener: () => void): this
    /**
     * Whoever listens shows context menus of their own: the webview shows none then. On Windows and macOS it does not come, which is logged, and the
     * webview's own menu stays.
     * @platform linux
     */
    on(event: 'context-menu', listener: (event: ContentsEvent, params: ContextMenuParams) => void): this
    /**
     * What a page of the app logs, and its errors that nothing catches: of the top frame, while somebody listens. Pages of the web tell nothing.
     * `level` is 0 for debug, 1 for info, 2 for a warning, 3 for an error.
     */
    on(event: 'console-message', listener: (event: ContentsEvent & { message: string, level: 'debug' | 'info' | 'warning' | 'error', lineNumber: number, sourceId: string },
      level: number, message: string, line: number, sourceId: string) => void): this
    on(event: 'render-process-gone', listener: (event: ContentsEvent, details: { reason: 'crashed' | 'killed' | 'oom', exitCode: number }) => void): this
    /** @platform linux */
    on(event: 'unresponsive', listener: () => void): this
    /** @platform linux */
    on(event: 'responsive', listener: () => void): this
    /** These three are told on Linux. @platform linux */
    on(event: 'media-started-playing', listener: () => void): this
    on(event: 'media-paused', listener: () => void): this
    on(event: 'audio-state-changed', listener: (event: { audible: boolean }) => void): this
    /** @platform linux */
    on(event: 'zoom-changed', listener: (event: ContentsEvent, zoomDirection: 'in' | 'out') => void): this
    /** @platform linux */
    on(event: 'update-target-url', listener: (event: ContentsEvent, url: string) => void): this
    /** @platform linux */
    on(event: 'enter-html-full-screen', listener: () => void): this
    /** @platform linux */
    on(event: 'leave-html-full-screen', listener: () => void): this
  }
}

declare module 'deskjs' {
  /** A place on the screens, in logical pixels from the primary screen's upper left corner. */
  export interface Rectangle { x: number, y: number, width: number, height: number }
  /** In logical pixels. */
  export interface Size { width: number, height: number }
  export interface Point { x: number, y: number }

  /** What of a window is kept from one run of the app to the next. */
  export interface WindowStatePersistence {
    /** Position and size; true by default. */
    bounds?: boolean
    /** Maximised, full screen, kiosk; true by default. */
    displayMode?: boolean
  }

  export interface BaseWindowConstructorOptions {
    /** Where it opens, with y; in the middle of the screen by default. Wayland lets no app choose. */
    x?: number
    y?: number
    /** In the middle of the screen; what happens without x and y too. */
    center?: boolean
    /** width and height are the page's, and not the window's with its frame. On Linux both are the same. */
    useContentSize?: boolean
    /** 0, the default, is no limit. */
    maxWidth?: number
    maxHeight?: number
    /** Whether people may do that to the window; true by default. The program always may. */
    resizable?: boolean
    movable?: boolean
    minimizable?: boolean
    maximizable?: boolean
    closable?: boolean
    /** Whether it can have the keyboard; true by default. @platform linux, win32 */
    focusable?: boolean
    /** Above other windows; false by default. Wayland has nothing like it. */
    alwaysOnTop?: boolean
    fullscreen?: boolean
    /** Whether setFullScreen does anything; true by default. */
    fullscreenable?: boolean
    /** @platform darwin */
    simpleFullscreen?: boolean
    skipTaskbar?: boolean
    /** @platform darwin */
    hiddenInMissionControl?: boolean
    /** Fills the screen for good. */
    kiosk?: boolean
    /** Where and how the window was is kept by `name`, and it comes back so, on whatever screens there are then. */
    windowStatePersistence?: boolean | WindowStatePersistence
    /** The path of a picture, or a NativeImage. @platform linux, win32 */
    icon?: string | NativeImage
    /** False: it is not seen until show(); 'ready-to-show' says when its document is there; pictures may come later. */
    show?: boolean
    /** False: no frame and no title bar. `-webkit-app-region: drag` in the page's styles is where people drag it. */
    frame?: boolean
    /** The window that this one stays above, and closes with. */
    parent?: BaseWindow
    /** Keeps `parent` from being used while this window is there. On macOS it is a sheet. */
    modal?: boolean
    /** What is seen before the page paints: '#336699', '#AARRGGBB' if transparent, 'rgb(...)', 'hsl(...)' or a name. */
    backgroundColor?: string
    /** Default true. @platform darwin, win32 */
    hasShadow?: boolean
    /** 0 can't be seen, 1 is the default. */
    opacity?: number
    /** What is behind is seen where the page paints nothing. Linux needs a compositing window manager, Windows frame: false. */
    transparent?: boolean
    /** Linux: 'desktop', 'dock', 'toolbar', 'splash', 'notification'; macOS: 'desktop', 'textured', 'panel'; Windows: 'toolbar'. */
    type?: string
    /** 'hidden' leaves the title bar to the page. The others are macOS' and elsewhere the same as 'default'. */
    titleBarStyle?: 'default' | 'hidden' | 'hiddenInset' | 'customButtonsOnHover'
    /** Of the window's buttons. @platform darwin */
    trafficLightPosition?: Point
    /** Default true. @platform win32 */
    roundedCorners?: boolean
    /** Default true. @platform win32 */
    thickFrame?: boolean
    /** @platform darwin */
    vibrancy?: string
    /** @platform darwin */
    visualEffectState?: 'followWindow' | 'active' | 'inactive'
    /** @platform win32 */
    backgroundMaterial?: 'auto' | 'none' | 'mica' | 'acrylic' | 'tabbed'
    /** A dark frame, whatever the theme is, if the window manager knows how. @platform linux, with X11 */
    darkTheme?: boolean
    /** Whether the click that brings the window to the front reaches the page too; false by default. @platform darwin; elsewhere it always does. */
    acceptFirstMouse?: boolean
    /** Windows of one name may be tabs of one window. @platform darwin */
    tabbingIdentifier?: string
    /** The frame's colour; the system's by default. @platform win32 */
    accentColor?: boolean | string
  }

  /** What a listener gets, first. */
  export interface WindowEvent {
    preventDefault(): void
    readonly defaultPrevented: boolean
  }

  /** What is about the window and not about its page. */
  export interface BaseWindow {
    /** Where it is. On Linux the position is that of the window manager's frame, and the size is without. Wayland says 0, 0. */
    getBounds(): Rectangle
    /** Moves and resizes it; what is left out stays. */
    setBounds(bounds: Partial<Rectangle>): void
    /** What getBounds gives when it is neither maximised nor minimised nor in full screen. */
    getNormalBounds(): Rectangle
    /** Where its page is. */
    getContentBounds(): Rectangle
    setContentBounds(bounds: Rectangle): void
    getSize(): number[]
    setSize(width: number, height: number): void
    getContentSize(): number[]
    setContentSize(width: number, height: number): void
    getPosition(): number[]
    /** Wayland lets no app choose. */
    setPosition(x: number, y: number): void
    center(): void
    getMinimumSize(): number[]
    setMinimumSize(width: number, height: number): void
    getMaximumSize(): number[]
    /** 0 is no limit. */
    setMaximumSize(width: number, height: number): void
    /** width / height that people's resizing keeps, without `extraSize`; 0 is any. */
    setAspectRatio(aspectRatio: number, extraSize?: Size): void

    /** Shows it, where it was, and gives it the keyboard. */
    show(): void
    /** Shows it, without the keyboard. */
    showInactive(): void
    hide(): void
    isVisible(): boolean
    /** Gives it the keyboard, if it is seen. */
    focus(): void
    /** Takes the keyboard from it. Wayland can't: the host logs that. */
    blur(): void
    isFocused(): boolean
    moveTop(): void
    maximize(): void
    unmaximize(): void
    isMaximized(): boolean
    minimize(): void
    restore(): void
    isMinimized(): boolean
    isNormal(): boolean
    /** The system does it soon: 'enter-full-screen' and 'leave-full-screen' say when. */
    setFullScreen(flag: boolean): void
    isFullScreen(): boolean
    /** @platform darwin */
    setSimpleFullScreen(flag: boolean): void
    isSimpleFullScreen(): boolean
    setKiosk(flag: boolean): void
    isKiosk(): boolean
    /** The level and how many layers above it are macOS'. */
    setAlwaysOnTop(flag: boolean, level?: 'normal' | 'floating' | 'torn-off-menu' | 'modal-panel' | 'main-menu' | 'status' | 'pop-up-menu' | 'screen-saver' | 'dock', relativeLevel?: number): void
    isAlwaysOnTop(): boolean

    setResizable(resizable: boolean): void
    isResizable(): boolean
    setMovable(movable: boolean): void
    isMovable(): boolean
    setMinimizable(minimizable: boolean): void
    isMinimizable(): boolean
    setMaximizable(maximizable: boolean): void
    isMaximizable(): boolean
    setClosable(closable: boolean): void
    isClosable(): boolean
    setFullScreenable(fullscreenable: boolean): void
    isFullScreenable(): boolean
    /** @platform linux, win32 */
    setFocusable(focusable: boolean): void
    isFocusable(): boolean
    /** False: it takes no input. */
    setEnabled(enable: boolean): void
    isEnabled(): boolean
    /** True: the mouse reaches what is behind it. */
    setIgnoreMouseEvents(ignore: boolean): void

    getTitle(): string
    setAccessibleTitle(title: string): void
    /** What assistive programs call it instead of its title. @platform linux, darwin */
    accessibleTitle: string
    setOpacity(opacity: number): void
    getOpacity(): number
    setBackgroundColor(backgroundColor: string): void
    /** '#RRGGBB' */
    getBackgroundColor(): string
    /** @platform darwin, win32 */
    setHasShadow(hasShadow: boolean): void
    hasShadow(): boolean
    /** @platform darwin */
    invalidateShadow(): void
    /** Leaves of it what is in one of the rectangles; [] is everything. @platform linux, win32 */
    setShape(rects: Rectangle[]): void
    /** null ends it. @platform darwin */
    setVibrancy(type: string | null): void
    /** @platform win32 */
    setBackgroundMaterial(material: 'auto' | 'none' | 'mica' | 'acrylic' | 'tabbed'): void
    /** @platform linux, win32 */
    setIcon(icon: NativeImage | string): void
    /** null takes it away. @platform win32 */
    setOverlayIcon(overlay: NativeImage | null, description: string): void
    /** 0 to 1; below 0 takes it away, more than 1 has no end. On Linux in docks with Unity's LauncherEntry, by the app's .desktop file. */
    setProgressBar(progress: number, options?: { mode?: 'none' | 'normal' | 'indeterminate' | 'error' | 'paused' }): void
    flashFrame(flag: boolean): void
    setSkipTaskbar(skip: boolean): void
    /** @platform darwin, linux */
    setVisibleOnAllWorkspaces(visible: boolean): void
    isVisibleOnAllWorkspaces(): boolean
    /** Keeps other programs from capturing it. @platform darwin, win32 */
    setContentProtection(enable: boolean): void
    isContentProtected(): boolean

    setParentWindow(parent: BaseWindow | null): void
    getParentWindow(): BaseWindow | null
    getChildWindows(): BaseWindow[]
    isModal(): boolean

    /** 8 bytes, little-endian: an HWND, an NSView *, an X11 Window (0 on Wayland). */
    getNativeWindowHandle(): Buffer
    /** 'window:ID:0' */
    getMediaSourceId(): string
    /** Whether the machine is used as a tablet. @platform win32 */
    isTabletMode(): boolean
    /** Whether the system has put it beside an edge of the screen or another window. */
    isSnapped(): boolean
    /**
     * Puts it right above another window, by what that one's getMediaSourceId() is. Wayland has nothing like it.
     * @throws ERR_INVALID_ARG_VALUE if there is no such window.
     */
    moveAbove(mediaSourceId: string): void
    /** The frame's colour: one of CSS', or null or a boolean for the system's. @platform win32 */
    setAccentColor(accentColor: boolean | string | null): void
    getAccentColor(): boolean | string
    /** What macOS does with windows that are tabs of one. @platform darwin */
    selectNextTab(): void
    selectPreviousTab(): void
    showAllTabs(): void
    mergeAllWindows(): void
    moveTabToNewWindow(): void
    toggleTabBar(): void
    readonly snapped: boolean

    /** @platform darwin */
    setDocumentEdited(edited: boolean): void
    isDocumentEdited(): boolean
    /** @platform darwin */
    setRepresentedFilename(filename: string): void
    getRepresentedFilename(): string
    /** @platform darwin */
    setHiddenInMissionControl(hidden: boolean): void
    isHiddenInMissionControl(): boolean
    /** @platform darwin */
    setWindowButtonVisibility(visible: boolean): void
    /** null is where they belong. @platform darwin */
    setWindowButtonPosition(position: Point | null): void
    getWindowButtonPosition(): Point | null

    fullScreen: boolean
    simpleFullScreen: boolean
    kiosk: boolean
    focusable: boolean
    visibleOnAllWorkspaces: boolean
    shadow: boolean
    documentEdited: boolean
    representedFilename: string
    title: string
    minimizable: boolean
    maximizable: boolean
    resizable: boolean
    fullScreenable: boolean
    closable: boolean
    movable: boolean

    on(event: 'close' | 'show' | 'hide' | 'focus' | 'blur' | 'move' | 'resize' | 'maximize' | 'unmaximize' | 'minimize' | 'restore' |
      'enter-full-screen' | 'leave-full-screen' | 'enter-html-full-screen' | 'leave-html-full-screen' | 'ready-to-show' |
      'unresponsive' | 'responsive', listener: (event: WindowEvent) => void): this
    on(event: 'closed', listener: () => void): this
    /** @platform darwin, win32 */
    on(event: 'moved' | 'resized', listener: (event: WindowEvent) => void): this
    /**
     * A hand moves the window, or resizes it by an edge ('left', 'top-right'). preventDefault() keeps it where it is from the next step on: the hand
     * waits for nobody. @platform win32
     */
    on(event: 'will-move', listener: (event: WindowEvent, newBounds: Rectangle) => void): this
    on(event: 'will-resize', listener: (event: WindowEvent, newBounds: Rectangle, details: { edge: string }) => void): this
    /** @platform win32 */
    on(event: 'session-end', listener: (event: WindowEvent) => void): this
    on(event: 'always-on-top-changed', listener: (event: WindowEvent, isAlwaysOnTop: boolean) => void): this
    /** preventDefault() keeps the window's title. */
    on(event: 'page-title-updated', listener: (event: WindowEvent, title: string, explicitSet: boolean) => void): this
    /** A right click where the page is its title bar; preventDefault() keeps the window's menu away. @platform linux, win32 */
    on(event: 'system-context-menu', listener: (event: WindowEvent, point: Point) => void): this
    /** It has been put where it was when the app ran last. */
    on(event: 'persisted-state-restored', listener: () => void): this
    on(event: string | symbol, listener: (...values: any[]) => void): this
  }
}

declare module 'deskjs' {
  import { EventEmitter } from 'node:events'

  /** What was held when an item was chosen. */
  export interface KeyboardEvent {
    altKey: boolean
    ctrlKey: boolean
    metaKey: boolean
    shiftKey: boolean
    /** Whether it was chosen by its accelerator. */
    triggeredByAccelerator: boolean
  }

  /**
   * A shortcut such as "CommandOrControl+Shift+Z": modifiers and one key, joined by "+". Command and Option exist on macOS only;
   * CommandOrControl is Command there and Control elsewhere.
   */
  export type Accelerator = string

  /** What a role does, its label (in the user's language) and its accelerator come with it. Upper and lower case are the same. */
  export type MenuItemRole =
    | 'undo' | 'redo' | 'cut' | 'copy' | 'paste' | 'pasteAndMatchStyle' | 'delete' | 'selectAll'
    | 'reload' | 'forceReload' | 'toggleDevTools' | 'resetZoom' | 'zoomIn' | 'zoomOut' | 'toggleSpellChecker'
    | 'togglefullscreen' | 'window' | 'minimize' | 'zoom' | 'close' | 'help' | 'about' | 'quit' | 'clearRecentDocuments'
    | 'fileMenu' | 'editMenu' | 'viewMenu' | 'windowMenu' | 'appMenu'
    // macOS only: elsewhere such items are not shown.
    | 'services' | 'hide' | 'hideOthers' | 'unhide' | 'front' | 'recentDocuments' | 'shareMenu'
    | 'showSubstitutions' | 'toggleSmartQuotes' | 'toggleSmartDashes' | 'toggleTextReplacement' | 'startSpeaking' | 'stopSpeaking'
    | 'toggleTabBar' | 'selectNextTab' | 'selectPreviousTab' | 'showAllTabs' | 'mergeAllWindows' | 'moveTabToNewWindow'

  export interface MenuItemConstructorOptions {
    /** Called when the item is chosen; not if it has a role. window is undefined if no window is open. */
    click?: (menuItem: MenuItem, window: BrowserWindow | undefined, event: KeyboardEvent) => void
    role?: MenuItemRole | Lowercase<MenuItemRole>
    /** 'normal', or 'submenu' if there is a submenu. 'header' and 'palette' look like 'normal' and 'submenu' before macOS 14 and elsewhere. */
    type?: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette'
    /** "&" is before the letter that opens it with Alt; "&&" is an "&". macOS shows no such letters. */
    label?: string
    /** @platform darwin 14.4 */
    sublabel?: string
    /** @platform linux, darwin */
    toolTip?: string
    /** What assistive programs call the item. @platform linux, darwin */
    accessibilityLabel?: string
    accelerator?: Accelerator | null
    /** Whether the accelerator works, or is only shown. True by default. @platform linux, win32 */
    registerAccelerator?: boolean
    /** Whether the accelerator works while the item is not visible, true by default; it always does on Linux and Windows. @platform darwin */
    acceleratorWorksWhenHidden?: boolean
    /** A picture, or the path of one. Large ones are shown as high as a line. */
    icon?: NativeImage | string
    /** True by default. */
    enabled?: boolean
    /** True by default. */
    visible?: boolean
    /** Of a 'checkbox' or 'radio'. */
    checked?: boolean
    submenu?: (MenuItemConstructorOptions | MenuItem)[] | Menu
    /** What before, after and getMenuItemById name it by. */
    id?: string
    /** Ids of items in whose group it belongs, ahead of them. */
    before?: string[]
    /** Ids of items in whose group it belongs, behind them. */
    after?: string[]
    /** Ids of items; its group is ahead of the group of the first that is there. */
    beforeGroupContaining?: string[]
    /** Ids of items; its group is behind the group of the first that is there. */
    afterGroupContaining?: string[]
  }

  /** One item of a menu. */
  export class MenuItem {
    constructor(options: MenuItemConstructorOptions)
    /** Does what choosing the item does. */
    click(event?: KeyboardEvent, window?: BrowserWindow, contents?: WebContents): void
    id: string
    label: string
    sublabel: string
    toolTip: string
    accessibilityLabel: string
    icon: NativeImage | string | null
    enabled: boolean
    visible: boolean
    /** Setting it of a radio item, to whatever, checks it and none else of its group. */
    checked: boolean
    registerAccelerator: boolean
    acceleratorWorksWhenHidden: boolean
    readonly type: 'normal' | 'separator' | 'submenu' | 'checkbox' | 'radio' | 'header' | 'palette'
    /** In lower case. */
    readonly role: string | null
    readonly accelerator: Accelerator | null
    readonly userAccelerator: Accelerator | null
    readonly submenu: Menu | null
    readonly commandId: number
    /** The menu that it stands in. */
    readonly menu: Menu
  }

  export interface PopupOptions {
    /** The window with the focus by default. */
    window?: BrowserWindow
    /** Where in the window's page, in logical pixels; x and y go together. Where the pointer is by default. */
    x?: number
    y?: number
    /** The index of the item that shall be under the point, -1 for none. @platform darwin */
    positioningItem?: number
    /** Called when the menu has gone, after the click of what was chosen. */
    callback?: () => void
  }

  /**
   * A menu: of the app or a window, one that pops up, or a tray's. Changes of its items are seen at once, wherever it is shown.
   */
  export class Menu extends EventEmitter {
    constructor()
    on(event: 'menu-will-show' | 'menu-will-close', listener: (event: WindowEvent) => void): this
    on(event: string | symbol, listener: (...values: any[]) => void): this
    /** Makes a menu of items in the order that they ask for. Other members of theirs become members of the items. */
    static buildFromTemplate(template: (MenuItemConstructorOptions | MenuItem)[]): Menu
    /** Gives all windows this menu, or none; on macOS the app. An Electron app that sets none has one with the usual items. */
    static setApplicationMenu(menu: Menu | null): void
    static getApplicationMenu(): Menu | null
    /** @platform darwin Elsewhere it throws ERR_NOT_SUPPORTED. */
    static sendActionToFirstResponder(action: string): void
    readonly items: MenuItem[]
    getItemCount(): number
    append(item: MenuItem): void
    /** @param position the index that the item shall have */
    insert(position: number, item: MenuItem): void
    /** The item with that id, here or in a submenu. */
    getMenuItemById(id: string): MenuItem | null
    /** Pops the menu up in a window. It throws if none is open. */
    popup(options?: PopupOptions): { browserWindow: BrowserWindow; x: number; y: number; position: number }
    /** Closes the menu where it has popped up: in a window, or in all. */
    closePopup(window?: BrowserWindow): void
  }

  export interface AboutPanelOptions {
    /** The app's name by default. */
    applicationName?: string
    /** The app's version by default. */
    applicationVersion?: string
    copyright?: string
    /** The build's number, behind the version. */
    version?: string
    /** @platform darwin, win32 */
    credits?: string
    /** @platform linux, win32 */
    authors?: string[]
    /** @platform linux, win32 */
    website?: string
    /** The path of a picture. @platform linux, darwin */
    iconPath?: string
  }

  export interface App {
    /** The application's menu. */
    applicationMenu: Menu | null
    /** What showAboutPanel and the role 'about' show. */
    setAboutPanelOptions(options: AboutPanelOptions): void
    /** Shows what the app is, in the system's form. */
    showAboutPanel(): void
  }

  export interface BrowserWindow {
    /** Gives the window a menu of its own, or none. @platform linux, win32 */
    setMenu(menu: Menu | null): void
    /** @platform linux, win32 */
    removeMenu(): void
    /** Whether the window's menu bar is seen; its accelerators work in any case. @platform linux, win32 */
    setMenuBarVisibility(visible: boolean): void
    isMenuBarVisible(): boolean
    /** Whether the menu bar is seen only after Alt was pressed, until it is left. @platform linux, win32 */
    setAutoHideMenuBar(hide: boolean): void
    isMenuBarAutoHide(): boolean
    autoHideMenuBar: boolean
    menuBarVisible: boolean
  }
}

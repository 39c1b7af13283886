// What roles are: their labels, accelerators and submenus are Electron's. What they do, the host does, but for the few in `actions`. Menus
// show a role's label in the user's language; here it is English, as in Electron.

const { app } = require('deskjs')

const mac = process.platform === 'darwin'
const windows = process.platform === 'win32'

const roles = {
  __proto__: null,
  about: { get label() { return process.platform === 'linux' ? 'About' : `About ${app.name}` } },
  close: { label: mac ? 'Close Window' : 'Close', accelerator: 'CommandOrControl+W' },
  copy: { label: 'Copy', accelerator: 'CommandOrControl+C', registerAccelerator: false },
  cut: { label: 'Cut', accelerator: 'CommandOrControl+X', registerAccelerator: false },
  delete: { label: 'Delete' },
  forcereload: { label: 'Force Reload', accelerator: 'Shift+CmdOrCtrl+R' },
  front: { label: 'Bring All to Front', mac },
  help: { label: 'Help' },
  hide: { get label() { return `Hide ${app.name}` }, accelerator: 'Command+H', mac },
  hideothers: { label: 'Hide Others', accelerator: 'Command+Alt+H', mac },
  minimize: { label: 'Minimize', accelerator: 'CommandOrControl+M' },
  paste: { label: 'Paste', accelerator: 'CommandOrControl+V', registerAccelerator: false },
  pasteandmatchstyle: {
    label: 'Paste and Match Style',
    accelerator: mac ? 'Cmd+Option+Shift+V' : 'Shift+CommandOrControl+V',
    registerAccelerator: false,
  },
  quit: {
    get label() { return mac ? `Quit ${app.name}` : windows ? 'Exit' : 'Quit' },
    accelerator: windows ? undefined : 'CommandOrControl+Q',
  },
  redo: { label: 'Redo', accelerator: windows ? 'Control+Y' : 'Shift+CommandOrControl+Z' },
  reload: { label: 'Reload', accelerator: 'CmdOrCtrl+R' },
  resetzoom: { label: 'Actual Size', accelerator: 'CommandOrControl+0' },
  selectall: { label: 'Select All', accelerator: 'CommandOrControl+A' },
  services: { label: 'Services', mac },
  recentdocuments: { label: 'Open Recent', mac },
  clearrecentdocuments: { label: 'Clear Menu' },
  showsubstitutions: { label: 'Show Substitutions', mac },
  togglesmartquotes: { label: 'Smart Quotes', mac },
  togglesmartdashes: { label: 'Smart Dashes', mac },
  toggletextreplacement: { label: 'Text Replacement', mac },
  startspeaking: { label: 'Start Speaking', mac },
  stopspeaking: { label: 'Stop Speaking', mac },
  toggledevtools: { label: 'Toggle Developer Tools', accelerator: mac ? 'Alt+Command+I' : 'Ctrl+Shift+I' },
  togglefullscreen: { label: 'Toggle Full Screen', accelerator: mac ? 'Control+Command+F' : 'F11' },
  undo: { label: 'Undo', accelerator: 'CommandOrControl+Z' },
  unhide: { label: 'Show All', mac },
  window: { label: 'Window' },
  zoom: { label: 'Zoom' },
  zoomin: { label: 'Zoom In', accelerator: 'CommandOrControl+Plus' },
  zoomout: { label: 'Zoom Out', accelerator: 'CommandOrControl+-' },
  togglespellchecker: {
    label: 'Check Spelling While Typing',
    get checked() { return spelling()?.spellCheckerEnabled ?? false },
  },
  toggletabbar: { label: 'Show Tab Bar', mac },
  selectnexttab: { label: 'Show Next Tab', mac },
  selectprevioustab: { label: 'Show Previous Tab', mac },
  showalltabs: { label: 'Show All Tabs', mac },
  mergeallwindows: { label: 'Merge All Windows', mac },
  movetabtonewwindow: { label: 'Move Tab to New Window', mac },
  appmenu: {
    get label() { return app.name },
    submenu: [
      'about', '-', 'services', '-', 'hide', 'hideOthers', 'unhide', '-', 'quit',
    ],
  },
  filemenu: { label: 'File', submenu: [mac ? 'close' : 'quit'] },
  editmenu: {
    label: 'Edit',
    submenu: [
      'undo', 'redo', '-', 'cut', 'copy', 'paste',
      ...(mac
        ? ['pasteAndMatchStyle', 'delete', 'selectAll', '-',
          { label: 'Substitutions', submenu: ['showSubstitutions', '-', 'toggleSmartQuotes', 'toggleSmartDashes', 'toggleTextReplacement'] },
          { label: 'Speech', submenu: ['startSpeaking', 'stopSpeaking'] }]
        : ['delete', '-', 'selectAll']),
    ],
  },
  viewmenu: {
    label: 'View',
    submenu: ['reload', 'forceReload', 'toggleDevTools', '-', 'resetZoom', 'zoomIn', 'zoomOut', '-', 'togglefullscreen'],
  },
  windowmenu: { label: 'Window', submenu: ['minimize', 'zoom', ...(mac ? ['-', 'front'] : ['close'])] },
  sharemenu: { label: 'Share', submenu: [], mac },
}

const spelling = () => {
  const { session } = require('deskjs')
  return session?.defaultSession
}

// What roles do that the host leaves to the backend.
const actions = {
  __proto__: null,
  quit: () => app.quit(),
  about: () => app.showAboutPanel(),
  clearrecentdocuments: () => app.clearRecentDocuments?.(),
  togglespellchecker() {
    const session = spelling()
    if (session !== undefined) session.spellCheckerEnabled = !session.spellCheckerEnabled
  },
}

const expand = (list) => list.map((entry) => {
  if (entry === '-') return { type: 'separator' }
  return typeof entry === 'string' ? { role: entry } : { ...entry, submenu: expand(entry.submenu) }
})

module.exports = {
  isRole: (role) => role in roles,
  /** Whether the role is macOS's alone, and this is another system: then there is nothing to show. */
  isElsewhere: (role) => role in roles && roles[role].mac === false,
  labelOf: (role) => roles[role]?.label ?? '',
  acceleratorOf: (role) => roles[role]?.accelerator,
  registersAccelerator: (role) => roles[role]?.registerAccelerator ?? true,
  /** Whether the role decides itself whether its item is checked. */
  checksItself: (role) => role in roles && 'checked' in roles[role],
  checkedOf: (role) => roles[role].checked,
  submenuOf: (role) => (roles[role]?.submenu === undefined ? undefined : expand(roles[role].submenu)),
  /** Does what the host has left to the backend. False if there is nothing of the kind. */
  act(role) {
    if (!(role in actions)) return false
    actions[role]()
    return true
  },
}

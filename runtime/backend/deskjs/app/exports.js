// What the modules "deskjs" and "electron" export, and the module that has it, in the order of the alphabet.

module.exports = {
  autoUpdater: 'internal/deskjs/updater',
  BrowserWindow: 'internal/deskjs/window',
  crashReporter: 'internal/deskjs/crash',
  globalShortcut: 'internal/deskjs/shortcut',
  ipcMain: 'internal/ipc',
  log: 'internal/deskjs/log',
  Menu: 'internal/deskjs/menu',
  MenuItem: 'internal/deskjs/menu',
  MessageChannelMain: 'internal/ipc',
  nativeImage: 'internal/deskjs/nativeimage',
  nativeTheme: 'internal/deskjs/theme',
  powerMonitor: 'internal/deskjs/power',
  powerSaveBlocker: 'internal/deskjs/power',
  safeStorage: 'internal/deskjs/secret',
  screen: 'internal/deskjs/screen',
  Store: 'internal/deskjs/store',
  systemPreferences: 'internal/deskjs/preferences',
  Tray: 'internal/deskjs/tray',
  validated: 'internal/validated',
  webContents: 'internal/deskjs/contents',
}

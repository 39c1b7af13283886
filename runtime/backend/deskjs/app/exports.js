// What the modules "deskjs" and "electron" export, and the module that has it, in the order of the alphabet.

module.exports = {
  BrowserWindow: 'internal/deskjs/window',
  ipcMain: 'internal/ipc',
  log: 'internal/deskjs/log',
  MessageChannelMain: 'internal/ipc',
  nativeImage: 'internal/deskjs/nativeimage',
  Store: 'internal/deskjs/store',
  validated: 'internal/validated',
  webContents: 'internal/deskjs/contents',
}

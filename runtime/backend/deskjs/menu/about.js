// What the role "about" shows: app.setAboutPanelOptions and app.showAboutPanel.

const native = require('internal/deskjs/native')
const { app } = require('deskjs')
const { validateObject, validateString } = require('internal/validators')
const { codes: { ERR_INVALID_ARG_TYPE } } = require('internal/errors')

const texts = ['applicationName', 'applicationVersion', 'copyright', 'version', 'credits', 'website', 'iconPath']

let options = {}

function setAboutPanelOptions(given) {
  validateObject(given, 'options')
  for (const name of texts) if (given[name] !== undefined) validateString(given[name], 'options.' + name)
  const { authors } = given
  if (authors !== undefined && !(Array.isArray(authors) && authors.every((author) => typeof author === 'string'))) {
    throw new ERR_INVALID_ARG_TYPE('options.authors', 'string[]', authors)
  }
  options = { ...given }
}

function showAboutPanel() {
  const { iconPath, ...rest } = options
  const { BrowserWindow } = require('internal/deskjs/window')
  const picture = iconPath === undefined ? undefined : require('internal/deskjs/menu').encode(iconPath)
  const window = BrowserWindow.getFocusedWindow?.()?.id
  native.call('menu.showAbout', { applicationName: app.name, applicationVersion: app.getVersion(), ...rest, window }, picture)
}

module.exports = { setAboutPanelOptions, showAboutPanel }

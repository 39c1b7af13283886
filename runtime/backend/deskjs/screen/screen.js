// The displays and the cursor, after Electron's screen. What follows from the list of displays is reckoned here.

const EventEmitter = require('events')
const native = require('internal/deskjs/native')
const { DesktopEvent } = require('internal/deskjs/event')
const { validateNumber, validateObject } = require('internal/validators')

const colorSpace = '{primaries:BT709, transfer:SRGB, matrix:RGB, range:FULL}'

function complete(display) {
  const { bounds, workArea } = display
  return {
    ...display,
    colorSpace,
    size: { width: bounds.width, height: bounds.height },
    workAreaSize: { width: workArea.width, height: workArea.height },
  }
}

function validatePoint(point) {
  validateObject(point, 'point')
  validateNumber(point.x, 'point.x')
  validateNumber(point.y, 'point.y')
}

function validateRectangle(rect) {
  validateObject(rect, 'rect')
  for (const key of ['x', 'y', 'width', 'height']) validateNumber(rect[key], `rect.${key}`)
}

/** The rectangle of a display in pixels; undefined where the system has no such coordinates. */
function pixels({ bounds, scaleFactor, nativeOrigin }) {
  if (nativeOrigin === undefined) return undefined
  return { ...nativeOrigin, width: Math.round(bounds.width * scaleFactor), height: Math.round(bounds.height * scaleFactor) }
}

/** How far a point is from a rectangle, along both axes. */
function distance({ x, y }, area) {
  const along = (at, from, length) => Math.max(from - at, at - (from + length - 1), 0)
  return along(x, area.x, area.width) + along(y, area.y, area.height)
}

function nearest(point, displays, area = (display) => display.bounds) {
  return displays.reduce((best, display) => (distance(point, area(display)) < distance(point, area(best)) ? display : best))
}

function shared(a, b) {
  const along = (from, length, other, otherLength) => Math.max(Math.min(from + length, other + otherLength) - Math.max(from, other), 0)
  return along(a.x, a.width, b.x, b.width) * along(a.y, a.height, b.y, b.height)
}

const toPixels = (point, { bounds, nativeOrigin, scaleFactor }) => ({
  x: Math.round(nativeOrigin.x + (point.x - bounds.x) * scaleFactor), y: Math.round(nativeOrigin.y + (point.y - bounds.y) * scaleFactor),
})

const fromPixels = (point, { bounds, nativeOrigin, scaleFactor }) => ({
  x: Math.round(bounds.x + (point.x - nativeOrigin.x) / scaleFactor), y: Math.round(bounds.y + (point.y - nativeOrigin.y) / scaleFactor),
})

function only(name, platforms) {
  if (platforms.includes(process.platform)) return
  const names = { win32: 'Windows', linux: 'Linux' }
  throw Object.assign(new Error(`screen.${name} is not supported here: it exists on ${platforms.map((platform) => names[platform]).join(' and ')} only`),
    { code: 'ERR_NOT_SUPPORTED' })
}

class Screen extends EventEmitter {
  constructor() {
    super()
    this.once('newListener', () => {
      native.on('screen.changed', ({ event, display, metrics }) => {
        const values = metrics === undefined ? [] : [metrics]
        this.emit(event, new DesktopEvent(), complete(display), ...values)
      })
      native.call('screen.watch')
    })
  }

  getCursorScreenPoint() { return native.call('screen.cursor') }

  getAllDisplays() { return native.call('screen.displays').displays.map(complete) }

  getPrimaryDisplay() {
    const { displays, primary } = native.call('screen.displays')
    return complete(displays[primary])
  }

  getDisplayNearestPoint(point) {
    validatePoint(point)
    return nearest(point, this.getAllDisplays())
  }

  getDisplayMatching(rect) {
    validateRectangle(rect)
    const displays = this.getAllDisplays()
    if (rect.width <= 0 || rect.height <= 0) return nearest(rect, displays)
    const best = displays.reduce((most, display) => (shared(rect, display.bounds) > shared(rect, most.bounds) ? display : most))
    return shared(rect, best.bounds) > 0 ? best : this.getPrimaryDisplay()
  }

  screenToDipPoint(point) {
    only('screenToDipPoint', ['win32', 'linux'])
    validatePoint(point)
    const displays = this.getAllDisplays()
    if (pixels(displays[0]) === undefined) return { x: point.x, y: point.y } // Wayland
    return fromPixels(point, nearest(point, displays, pixels))
  }

  dipToScreenPoint(point) {
    only('dipToScreenPoint', ['win32', 'linux'])
    const display = this.getDisplayNearestPoint(point)
    return display.nativeOrigin === undefined ? { x: point.x, y: point.y } : toPixels(point, display)
  }

  screenToDipRect(window, rect) {
    only('screenToDipRect', ['win32'])
    validateRectangle(rect)
    const display = window ? this.getDisplayMatching(window.getBounds()) : nearest(rect, this.getAllDisplays(), pixels)
    const { scaleFactor } = display
    return { ...fromPixels(rect, display), width: Math.round(rect.width / scaleFactor), height: Math.round(rect.height / scaleFactor) }
  }

  dipToScreenRect(window, rect) {
    only('dipToScreenRect', ['win32'])
    validateRectangle(rect)
    const display = this.getDisplayMatching(window ? window.getBounds() : rect)
    const { scaleFactor } = display
    return { ...toPixels(rect, display), width: Math.round(rect.width * scaleFactor), height: Math.round(rect.height * scaleFactor) }
  }
}

module.exports = { screen: new Screen() }

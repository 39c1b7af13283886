// deskjs only: node has no nativeImage
const { nativeImage } = require('deskjs')
const fs = require('node:fs')
const os = require('node:os')
const path = require('node:path')

// A picture of width x height whose points are f(x, y): [blue, green, red, alpha].
function paint(width, height, f) {
  const points = Buffer.alloc(4 * width * height)
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) points.set(f(x, y), 4 * (y * width + x))
  return nativeImage.createFromBitmap(points, { width, height })
}
const failure = (f) => {
  try { return f() } catch (error) { return `${error.code}: ${error.message.split('\n')[0]}` }
}

const empty = nativeImage.createEmpty()
console.log(empty, empty.isEmpty(), empty.getSize(), empty.getAspectRatio(), empty.getScaleFactors())
console.log(empty.toDataURL(), empty.toPNG().length, empty.toBitmap({ scaleFactor: 2 }).length, empty.toJPEG(100).length)
console.log(empty.resize({ width: 1, height: 1 }).isEmpty(), empty.crop({ x: 0, y: 0, width: 1, height: 2 }).isEmpty())

// Points survive a PNG; a JPEG is of the same size.
const logo = paint(538, 190, (x, y) => [x % 256, y, 40, 255])
console.log(logo, logo.getSize(), logo.getAspectRatio())
const again = nativeImage.createFromBuffer(logo.toPNG())
console.log(again.getSize(), again.toBitmap().equals(logo.toBitmap()))
console.log(nativeImage.createFromBuffer(logo.toJPEG(100), { width: 100, height: 200 }).getSize())
console.log(nativeImage.createFromDataURL(logo.toDataURL()).toBitmap().equals(logo.toBitmap()))
console.log(nativeImage.createFromBuffer(logo.toBitmap(), { ...logo.getSize(), scaleFactor: 2 }).getSize())
console.log(nativeImage.createFromBuffer(logo.toBitmap(), { width: 100, height: 200 }).getSize())
console.log(nativeImage.createFromBuffer(logo.toBitmap()).isEmpty(), nativeImage.createFromBuffer(Buffer.alloc(4), { width: 100, height: 100 }).isEmpty())
console.log(nativeImage.createFromDataURL('').isEmpty(), nativeImage.createFromDataURL('data:image/png;base64,AAAA').isEmpty(), nativeImage.createFromDataURL('data:text/plain,hi').isEmpty())

// Colours are multiplied by alpha: half a red.
console.log([...nativeImage.createFromBuffer(paint(1, 1, () => [0, 0, 128, 128]).toPNG()).toBitmap()])

// Sizes.
for (const size of [{}, { width: 269 }, { width: 600 }, { height: 95 }, { height: 200 }, { width: 80, height: 65 }, { width: 0, height: 0 }, { width: -1, height: -1 }]) {
  console.log(size, logo.resize(size).getSize())
}
const steps = paint(4, 4, (x) => x < 2 ? [0, 0, 0, 255] : [200, 200, 200, 255])
for (const quality of ['good', 'better', 'best']) console.log(quality, [...steps.resize({ width: 2, height: 1, quality }).toBitmap()])
console.log([...paint(1, 1, () => [1, 2, 3, 255]).resize({ width: 2, height: 2 }).toBitmap()].join())
console.log([...paint(2, 2, () => [9, 9, 9, 255]).resize({ width: 7, height: 5, quality: 'good' }).toBitmap()].every((value) => value === 9 || value === 255))

// Parts.
console.log(logo.crop({ x: 30, y: 40, width: 25, height: 64 }).getSize(), [...logo.crop({ x: 30, y: 40, width: 1, height: 1 }).toBitmap()])
console.log(logo.crop({ x: 530, y: -5, width: 100, height: 10 }).getSize())
for (const rect of [{ x: 0, y: 0, width: 0, height: 0 }, { x: 0, y: 0, width: -1, height: 10 }, { x: 1000, y: 1000, width: 100, height: 100 }]) {
  console.log(logo.crop(rect).isEmpty())
}

// Scales.
const icon = nativeImage.createEmpty()
icon.addRepresentation({ scaleFactor: 1, buffer: paint(1, 1, () => [1, 1, 1, 255]).toPNG() })
icon.addRepresentation({ scaleFactor: 2, buffer: paint(2, 2, () => [2, 2, 2, 255]).toBitmap(), width: 2, height: 2 })
icon.addRepresentation({ scaleFactor: 3, dataURL: paint(3, 3, () => [3, 3, 3, 255]).toDataURL() })
icon.addRepresentation({ scaleFactor: 4, buffer: 'invalid' })
icon.addRepresentation({ scaleFactor: 4, dataURL: 'invalid' })
icon.addRepresentation({ scaleFactor: 2, buffer: paint(4, 4, () => [4, 4, 4, 255]).toPNG() })
console.log(icon.getScaleFactors(), icon.getSize(), icon.getSize(2))
for (const scaleFactor of [1, 2, 2.6, 4]) console.log(scaleFactor, icon.toBitmap({ scaleFactor })[0])
console.log(icon.resize({ width: 10, height: 10 }).toBitmap({ scaleFactor: 2 }).length, icon.crop({ x: 0, y: 0, width: 1, height: 1 }).getScaleFactors())

// Files.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'images-'))
const file = (name, data) => { fs.writeFileSync(path.join(folder, name), data); return path.join(folder, name) }
file('icon@2x.png', paint(32, 32, () => [0, 0, 0, 255]).toPNG())
file('icon@1.25x.png', paint(20, 20, () => [0, 0, 0, 255]).toPNG())
const found = nativeImage.createFromPath(file('icon.png', paint(16, 16, () => [0, 0, 0, 255]).toPNG()))
console.log(found, found.getScaleFactors(), found.getSize(2), found.toBitmap({ scaleFactor: 2 }).length)
console.log(nativeImage.createFromPath(path.join(folder, 'icon@2x.png')).getSize())
console.log(nativeImage.createFromPath(path.relative('.', path.join(folder, 'icon.png'))).isEmpty())
for (const name of ['', 'missing.png', folder, __filename]) console.log(nativeImage.createFromPath(name).isEmpty())
nativeImage.createThumbnailFromPath(path.join(folder, 'icon.png'), { width: 64, height: 64 }).then(async (thumbnail) => {
  console.log(thumbnail.getSize())
  for (const [name, size] of [['icon.png', { width: -1, height: -1 }], ['missing', { width: 1, height: 1 }], ['text', { width: 1, height: 1 }]]) {
    file('text', 'words')
    await nativeImage.createThumbnailFromPath(path.join(folder, name), size).catch((error) => console.log(error.code))
  }
  fs.rmSync(folder, { recursive: true })
})

// An ICO file with a PNG and a bitmap: the larger counts.
const bitmap = (width, height) => {
  const header = Buffer.alloc(40)
  header.writeUInt32LE(40, 0), header.writeInt32LE(width, 4), header.writeInt32LE(2 * height, 8), header.writeUInt16LE(1, 12), header.writeUInt16LE(32, 14)
  const points = Buffer.alloc(4 * width * height)
  for (let i = 0; i < width * height; i++) points.set([10, 20, 30, i < width ? 255 : 0], 4 * i) // the lowest row is the first
  return Buffer.concat([header, points, Buffer.alloc(4 * height)])
}
function ico(...pictures) {
  const header = Buffer.from([0, 0, 1, 0, pictures.length, 0])
  let offset = 6 + 16 * pictures.length
  const entries = pictures.map(([width, height, data]) => {
    const entry = Buffer.from([width, height, 0, 0, 1, 0, 32, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    entry.writeUInt32LE(data.length, 8), entry.writeUInt32LE(offset, 12)
    offset += data.length
    return entry
  })
  return Buffer.concat([header, ...entries, ...pictures.map(([, , data]) => data)])
}
const small = [2, 2, bitmap(2, 2)]
console.log([...nativeImage.createFromBuffer(ico(small)).toBitmap()].join())
console.log(nativeImage.createFromBuffer(ico(small, [0, 0, paint(256, 256, () => [0, 0, 0, 255]).toPNG()])).getSize())
console.log(nativeImage.createFromBuffer(ico(small).subarray(0, 60)).isEmpty())

// A file that claims to be enormous is none.
const bomb = Buffer.from(logo.toPNG())
bomb.writeUInt32BE(0x7fffffff, 16)
console.log(nativeImage.createFromBuffer(bomb).isEmpty())

console.log(logo.isTemplateImage(), nativeImage.createFromNamedImage('NSActionTemplate').isEmpty(), nativeImage.createMenuSymbol('atom').isEmpty())
for (const f of [
  () => nativeImage.createFromBitmap(null, {}), () => nativeImage.createFromBitmap(Buffer.alloc(0), {}), () => nativeImage.createFromBitmap(Buffer.alloc(0), { width: 1 }),
  () => nativeImage.createFromBitmap(Buffer.alloc(0), { width: 1, height: 1 }), () => nativeImage.createFromBuffer([12, 14]), () => nativeImage.createFromPath(5),
  () => logo.toJPEG(), () => logo.toJPEG(101), () => logo.resize(), () => logo.resize({ quality: 'bad' }), () => logo.crop({}), () => logo.toPNG({ scaleFactor: -1 }),
  () => new logo.constructor(), () => logo.getNativeHandle(),
]) console.log(failure(f))

// Puts WebAssembly binaries together: binary(section(id, ...entries), ...).
const leb = (n) => {
  const out = []
  do {
    out.push(n > 127 ? (n & 127) | 128 : n)
    n >>>= 7
  } while (n)
  return out
}
const text = (s) => [...leb(s.length), ...Buffer.from(s)]
const section = (id, ...entries) => {
  const content = [...leb(entries.length), ...entries.flat()]
  return [id, ...leb(content.length), ...content]
}
const binary = (...sections) => new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, ...sections.flat()])
const body = (locals, ...code) => {
  const content = [...locals, ...code, 0x0b]
  return [...leb(content.length), ...content]
}
module.exports = { leb, text, section, binary, body, i32: 0x7f, i64: 0x7e, f32: 0x7d, f64: 0x7c, funcref: 0x70, externref: 0x6f }

const { StringDecoder } = require('string_decoder')
const show = (encoding, ...pieces) => {
  const decoder = new StringDecoder(encoding)
  console.log(encoding, decoder.encoding, JSON.stringify(pieces.map((hex) => decoder.write(Buffer.from(hex, 'hex')))), decoder.lastNeed, decoder.lastTotal, decoder.lastChar.subarray(0, decoder.lastTotal - decoder.lastNeed), JSON.stringify(decoder.end()))
}
show('utf8', '68c3', 'a9e282', 'ac', 'f09f')
show(undefined, 'e2', '41', 'ff', 'eda080')
show('ucs2', '61', '003d', 'd84d', 'dc', '62')
show('base64', '61', '6263', '64')
show('base64url', 'ff', 'fe')
show('hex', '6', '61')
show('latin1', 'e9', 'ff')
for (const wrong of [() => new StringDecoder('x'), () => new StringDecoder().write(5), () => StringDecoder.prototype.write.call({}, Buffer.alloc(1))]) {
  try { wrong() } catch (error) { console.log(error.name, error.code, error.message) }
}

// deskjs only: expect, and what its failures say.
const { expect, mock } = require('deskjs/test')

function says(what, check) {
  try {
    check()
    console.log(what + ': holds')
  } catch (error) {
    console.log(what + ': ' + error.name + ': ' + error.message)
  }
}

says('same', () => expect(1 + 1).toBe(2))
says('other', () => expect(1 + 1).toBe(3))
says('not', () => expect(2).not.toBe(2))
says('with words', () => expect(2, 'two').toBe(3))
says('equal, not the same', () => expect({ a: 1 }).toBe({ a: 1 }))
says('equal', () => expect({ a: [1, { b: undefined }] }).toEqual({ a: [1, {}] }))
says('strictly', () => expect({ a: undefined }).toStrictEqual({}))
says('difference', () => expect({ name: 'Milk', tags: ['a', 'b', 'c'], done: false }).toEqual({ name: 'Bread', tags: ['a', 'c'], done: false }))
says('texts', () => expect('one\ntwo\nthree\nfour\nfive\nsix\nseven\neight').toBe('one\ntwo\n3\nfour\nfive\nsix\nseven\neight'))
says('members', () => expect({ a: { b: 1, c: 2 } }).toMatchObject({ a: { b: 1 } }))
says('asymmetric', () => expect({ id: 'x1', at: new Date(0), list: [3, 1, 2], n: 0.1 + 0.2 }).toEqual({
  id: expect.stringMatching(/^x\d$/), at: expect.any(Date), list: expect.arrayContaining([1, 2]), n: expect.closeTo(0.3),
}))
says('asymmetric, not', () => expect({ id: 'y' }).toEqual({ id: expect.not.stringContaining('y') }))
says('map', () => expect(new Map([['a', new Set([1])]])).toEqual(new Map([['a', new Set([1])]])))
says('bytes', () => expect(new Uint8Array([1, 2])).toEqual(new Uint8Array([1, 3])))
says('cycle', () => {
  const a = { name: 'a' }
  a.self = a
  const b = { name: 'a' }
  b.self = b
  expect(a).toEqual(b)
})
says('throws', () => expect(() => { throw new RangeError('too long') }).toThrow(/long/))
says('throws a class', () => expect(() => { throw new RangeError('too long') }).toThrow(TypeError))
says('throws nothing', () => expect(() => 1).toThrow())
says('not a function', () => expect(1).toThrow())
says('property', () => expect({ a: { b: [1, 2] } }).toHaveProperty('a.b[1]', 3))
says('length', () => expect([1, 2]).toHaveLength(3))
says('contain', () => expect(['a', 'b']).toContain('c'))
says('number', () => expect(3).toBeGreaterThan(4))
says('inline', () => expect({ a: 1 }).toMatchInlineSnapshot(`
  {
    a: 1,
  }
`))
const fn = mock.fn((a) => a * 2)
fn(2)
fn(3)
says('called', () => expect(fn).toHaveBeenCalledWith(3))
says('called otherwise', () => expect(fn).toHaveBeenCalledWith(4))
says('returned', () => expect(fn).toHaveReturnedWith(4))
says('no mock', () => expect(() => {}).toHaveBeenCalled())
expect.extend({ toBeEven: (value) => ({ pass: value % 2 === 0, message: () => `${value} is odd` }) })
says('extended', () => expect(3).toBeEven())

async function later(what, check) {
  try {
    await check()
    console.log(what + ': holds')
  } catch (error) {
    console.log(what + ': ' + error.name + ': ' + error.message)
  }
}

async function main() {
  await later('resolves', () => expect(Promise.resolve(1)).resolves.toBe(1))
  await later('resolves, but does not', () => expect(Promise.reject(new Error('no'))).resolves.toBe(1))
  await later('rejects', () => expect(Promise.reject(new Error('no such note'))).rejects.toThrow('note'))
  await later('rejects, but does not', () => expect(Promise.resolve(1)).rejects.toThrow())
  await later('no promise', () => expect(1).resolves.toBe(1))
  let count = 0
  await later('poll', () => expect.poll(() => ++count, { interval: 1 }).toBe(3))
}
main()

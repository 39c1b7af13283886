// Bombs: what small programs can ask for without end is refused.
function t(name, f) {
  try { f(); console.log(name, 'returned') } catch (error) { console.log(name, error.name + ': ' + error.message) }
}
const big = 'x'.repeat(2 ** 20)
t('repeat', () => 'x'.repeat(2 ** 40))
t('repeat', () => 'ab'.repeat(2 ** 29))
t('repeat', () => 'é'.repeat(2 ** 30))
t('repeat', () => ''.repeat(2 ** 28))
t('padStart', () => 'x'.padStart(2 ** 40))
t('padEnd', () => 'x'.padEnd(2 ** 32, 'ab'))
t('append', () => { let s = 'x'; for (let i = 0; i < 40; i++) s += s })
t('join', () => new Array(2 ** 32 - 1).join())
t('join', () => new Array(1000).join(big))
t('new Array', () => new Array(2 ** 32))
t('length', () => { [].length = 2 ** 32 })
t('ArrayBuffer', () => new ArrayBuffer(2 ** 53 - 1))
t('**', () => 2n ** (2n ** 40n))
t('<<', () => 1n << (2n ** 40n))
t('>>', () => 1n >> -(2n ** 40n))
t('bigint', () => { if (1n ** (2n ** 64n) !== 1n || (-1n) ** (2n ** 64n) !== 1n || 0n ** 5n !== 0n || 1n >> (2n ** 70n) !== 0n || -1n >> (2n ** 70n) !== -1n || 0n << (2n ** 70n) !== 0n || 5n << -1n !== 2n || 2n ** 0n !== 1n) throw new Error('wrong') })
t('raw', () => String.raw({ raw: { length: 0 } }))
console.log('goes on')

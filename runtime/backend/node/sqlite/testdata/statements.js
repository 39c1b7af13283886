// deskjs only: node 20 has no node:sqlite.
const { DatabaseSync, StatementSync } = require('node:sqlite')

const db = new DatabaseSync(':memory:')
console.log(db.exec('create table t(id integer primary key, name text, size real, data blob)'), db.isOpen, db.isTransaction, db.location())
const insert = db.prepare('insert into t(name, size, data) values (?, ?, ?)')
console.log(insert.run('one', 1.5, new Uint8Array([1, 2])), insert.run('zwei é 😀', null, null), insert.run('', 2n ** 40n, new DataView(new ArrayBuffer(0))))
const select = db.prepare('select * from t order by id')
console.log(select.all(), select.get(), insert instanceof StatementSync)
for (const row of select.iterate()) { console.log(row.name); if (row.id === 2) break }
console.log([...select.iterate()].length, db.prepare('select 1 where 0').get(), db.prepare('select * from t where 0').all())
console.log(select.columns())

const named = db.prepare('select $a as a, :b as b, @c as c, ? as d')
console.log(named.get({ $a: 1, b: 'b', '@c': null }, 4), named.sourceSQL, named.expandedSQL)
named.setAllowUnknownNamedParameters(true)
console.log(named.get({ x: 1, a: 2 }))
select.setReadBigInts(true)
select.setReturnArrays(true)
console.log(select.get())
console.log(db.prepare('select ?', { returnArrays: true, readBigInts: true }).all(2n ** 62n), db.prepare('-- nothing').get(), db.prepare('').run())

db.exec('begin')
console.log(db.isTransaction)
db.exec('rollback; alter table t add column more default 7')
console.log(db.prepare('select more from t limit 1').get(), Object.keys(db.prepare('select * from t').get()))

const wrong = [() => db.exec('nonsense'), () => db.prepare('select * from nowhere'), () => insert.run(1, 2, 3, 4), () => insert.run({}.x), () => insert.run(Symbol('s')), () => insert.run({ $x: 1 }), () => insert.run(2n ** 64n),
  () => db.prepare('select 9007199254740993').get(), () => new StatementSync(), () => DatabaseSync(), () => new DatabaseSync('/nowhere/at/all.db'), () => new DatabaseSync(5), () => db.exec(), () => db.prepare('insert into t(id) values (1)').run(),
  () => StatementSync.prototype.get.call({}), () => db.open(), () => db.loadExtension('x')]
for (const call of wrong) {
  try { console.log(call()) } catch (error) { console.log(error.name, error.code, error.errcode, error.errstr, error.message) }
}
const rows = select.iterate()
rows.next()
select.all()
for (const call of [() => rows.next(), () => { const more = select.iterate(); db.close(); more.next() }, () => select.all(), () => db.close(), () => db.isTransaction, () => db[Symbol.dispose]()]) {
  try { console.log(call()) } catch (error) { console.log(error.code, error.message) }
}
db.open()
console.log(db.prepare('select count(*) as tables from sqlite_schema').get())

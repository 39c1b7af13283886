// deskjs only: node 20 has no node:sqlite.
const { DatabaseSync, backup, constants } = require('node:sqlite')
const { join } = require('path')
const fs = require('fs')

const db = new DatabaseSync(':memory:')
db.function('plus', (a, b) => a + b)
db.function('dashed', { varargs: true }, (...parts) => parts.join('-'))
db.function('kind', { useBigIntArguments: true, deterministic: true }, (value) => `${typeof value} ${value}`)
db.function('bytes', () => new Uint8Array([1, 2]))
const thrown = new Error('thrown')
db.function('fail', () => { throw thrown })
db.function('later', async () => 1)
db.function('closes', () => db.close())
const inner = db.prepare('select plus(1, ?) as sum')
db.function('nested', (x) => inner.get(x).sum)
console.log(db.prepare("select plus(1, 2), dashed('a', 1, null), kind(5), kind(x'00'), bytes(), nested(41)").get())
for (const sql of ['select fail()', 'select later()', 'select plus(1)', 'select closes()', 'select plus(1, 9007199254740993)']) {
  try { console.log(db.prepare(sql).get()) } catch (error) { console.log(error === thrown, error.code, error.message) }
}

db.exec('create table t(n); insert into t values (1), (2), (3), (4)')
db.aggregate('total_of', { start: 0, step: (sum, n) => sum + n })
db.aggregate('listed', { start: () => [], step: (list, n) => [...list, n], result: (list) => list.join(' ') })
db.aggregate('moving', { start: 0, step: (sum, n) => sum + n, inverse: (sum, n) => sum - n })
db.aggregate('broken', { start: 0, step: (sum, n) => { throw thrown } })
console.log(db.prepare('select total_of(n) as total, listed(n) as list from t').get(), db.prepare('select total_of(n) as none from t where 0').get())
console.log(db.prepare('select moving(n) over (rows between 1 preceding and current row) as m from t').all().map((row) => row.m))
try { db.prepare('select broken(n) from t').get() } catch (error) { console.log(error === thrown) }

const create = 'create table data(key integer primary key, value text)'
const from = new DatabaseSync(':memory:')
const to = new DatabaseSync(':memory:')
from.exec(create)
to.exec(create)
const session = from.createSession()
from.exec("insert into data values (1, 'one'), (2, 'two')")
to.exec("insert into data values (1, 'other')")
const changes = session.changeset()
console.log(changes.length > session.patchset().length, to.applyChangeset(changes), to.applyChangeset(changes, { onConflict: (kind) => kind === constants.SQLITE_CHANGESET_CONFLICT ? constants.SQLITE_CHANGESET_REPLACE : constants.SQLITE_CHANGESET_ABORT }))
console.log(to.prepare('select * from data').all(), to.applyChangeset(changes, { filter: () => false }))
try { to.applyChangeset(changes, { onConflict: () => { throw thrown } }) } catch (error) { console.log(error === thrown) }
session.close()
try { session.changeset() } catch (error) { console.log(error.message) }

const folder = fs.mkdtempSync(join(require('os').tmpdir(), 'sqlite-'))
const file = join(folder, 'copy.db')
from.exec("with recursive r(i) as (select 10 union all select i + 1 from r where i < 5000) insert into data select i, 'text ' || i from r")
async function main() {
  let calls = 0
  const pages = await backup(from, file, { rate: 5, progress: ({ totalPages, remainingPages }) => { if (totalPages > remainingPages) calls++ } })
  const copy = new DatabaseSync(file, { readOnly: true })
  console.log(pages > 5, calls === Math.ceil(pages / 5) - 1, copy.prepare('select count(*) as rows from data').get(), copy.location() === file)
  try { copy.exec('delete from data') } catch (error) { console.log(error.errcode, error.message) }
  copy.close()
  await backup(from, join(folder, 'no', 'where')).catch((error) => console.log(error.code, error.message))
  const running = backup(from, file, { rate: 1 })
  from.close()
  await running.catch((error) => console.log(error.code, error.message))
  fs.rmSync(folder, { recursive: true })
}
main()

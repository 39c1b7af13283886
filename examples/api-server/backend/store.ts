// Where the books are: in PostgreSQL if DATABASE_URL names one, else in a file of the app's own.
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { app } from 'deskjs'

export interface Book {
  id: number
  title: string
  author: string
  read: boolean
}

type Query = (sql: string, ...values: (string | number)[]) => Promise<Book[]>

async function postgres(connectionString: string): Promise<Query> {
  const { default: pg } = await import('pg')
  const pool = new pg.Pool({ connectionString })
  await pool.query('CREATE TABLE IF NOT EXISTS books (id SERIAL PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL, read INTEGER NOT NULL)')
  return async (sql, ...values) => (await pool.query(sql, values)).rows
}

async function sqlite(file: string): Promise<Query> {
  const database = new DatabaseSync(file)
  database.exec('CREATE TABLE IF NOT EXISTS books (id INTEGER PRIMARY KEY, title TEXT NOT NULL, author TEXT NOT NULL, read INTEGER NOT NULL)')
  return async (sql, ...values) => database.prepare(sql.replace(/\$\d/g, '?')).all(...values) as unknown as Book[]
}

const { DATABASE_URL } = process.env
const query = await (DATABASE_URL ? postgres(DATABASE_URL) : sqlite(path.join(app.getPath('userData'), 'books.db')))
const plain = (books: Book[]): Book[] => books.map((book) => ({ ...book, read: Boolean(book.read) }))

export const store = {
  list: async () => plain(await query('SELECT * FROM books ORDER BY id')),
  get: async (id: number) => plain(await query('SELECT * FROM books WHERE id = $1', id))[0],
  add: async (book: Omit<Book, 'id'>) =>
    plain(await query('INSERT INTO books (title, author, read) VALUES ($1, $2, $3) RETURNING *', book.title, book.author, Number(book.read)))[0],
  change: async (book: Book) =>
    plain(await query('UPDATE books SET title = $1, author = $2, read = $3 WHERE id = $4 RETURNING *', book.title, book.author, Number(book.read), book.id))[0],
  remove: async (id: number) => plain(await query('DELETE FROM books WHERE id = $1 RETURNING *', id))[0],
}

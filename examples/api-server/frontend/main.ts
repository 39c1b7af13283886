import { address } from '../backend/api'
import type { Book } from '../backend/store'

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
const title = find<HTMLInputElement>('title'), author = find<HTMLInputElement>('author')
const url = await address()

/** Calls the API, as any program may. */
async function request<T>(method: string, path: string, body?: unknown): Promise<T | undefined> {
  const response = await fetch(url + path, {
    method, ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  })
  const result = response.status === 204 ? undefined : await response.json()
  find('problem').textContent = response.ok ? '' : result.error
  return response.ok ? result : undefined
}

async function refresh(): Promise<void> {
  const books = (await request<Book[]>('GET', '/books')) ?? []
  find('books').replaceChildren(...books.map(row))
  find('count').textContent = books.length ? `${books.filter((book) => book.read).length} of ${books.length} read` : 'none yet'
}

function row(book: Book): HTMLElement {
  const line = document.createElement('tr')
  line.className = book.read ? 'read' : ''
  const read = Object.assign(document.createElement('input'), { type: 'checkbox', checked: book.read, ariaLabel: 'Read' })
  read.addEventListener('change', () => request('PATCH', `/books/${book.id}`, { read: read.checked }))
  const remove = Object.assign(document.createElement('button'), { textContent: '✕', ariaLabel: 'Remove' })
  remove.addEventListener('click', () => request('DELETE', `/books/${book.id}`))
  for (const content of [read, field(book, 'title'), field(book, 'author'), remove]) line.insertCell().append(content)
  line.insertCell(0).textContent = String(book.id)
  return line
}

/** A field that changes the book when it is left, or at Enter. */
function field(book: Book, key: 'title' | 'author'): HTMLElement {
  const input = Object.assign(document.createElement('input'), { value: book[key], className: key, ariaLabel: key })
  input.addEventListener('change', () => request('PATCH', `/books/${book.id}`, { [key]: input.value }))
  return input
}

find('form').addEventListener('submit', async (event) => {
  event.preventDefault()
  if (!(await request('POST', '/books', { title: title.value, author: author.value }))) return
  title.value = author.value = ''
  title.focus()
})

find('curl').textContent = [
  `curl ${url}/books`,
  `curl ${url}/books --json '{"title": "Dune", "author": "Frank Herbert"}'`,
  `curl -X PATCH ${url}/books/1 --json '{"read": true}'`,
].join('\n')

// The books may be changed by any program that calls the API: the page hears of it at once.
const events = new EventSource(url + '/events')
events.addEventListener('open', refresh)
events.addEventListener('change', refresh)

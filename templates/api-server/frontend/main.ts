import { on } from 'deskjs/frontend'
import { addTask, getAccess, listExchanges, listTasks, removeTask, setDone } from '../backend/api'
import type { Exchange, Task } from '../shared/types'
import { wireThemeButton } from './theme-button'

/** The element with that id; the page has it. */
function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T
}

const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium', hour12: false })
const title = element<HTMLInputElement>('title')

/** Makes an element with attributes and what is in it. */
function make<K extends keyof HTMLElementTagNameMap>(name: K, attributes: Record<string, string>, ...content: (Node | string)[]): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...content)
  return made
}

function showTasks(tasks: Task[]): void {
  element('empty').hidden = tasks.length > 0
  element('tasks').replaceChildren(...tasks.map((task) => {
    const check = make('input', { type: 'checkbox', id: `task-${task.id}` })
    check.checked = task.done
    check.addEventListener('change', () => void setDone(task.id, check.checked))
    const remove = make('button', { type: 'button', class: 'icon remove', 'aria-label': `Remove ${task.title}`, title: 'Remove' })
    remove.addEventListener('click', () => void removeTask(task.id))
    return make('li', {}, check, make('label', { for: check.id }, task.title), make('small', {}, `#${task.id}`), remove)
  }))
}

function showExchange({ at, method, path, status, took }: Exchange): void {
  element('quiet').hidden = true
  element('exchanges').prepend(make('li', { class: status < 400 ? 'fine' : 'bad' },
    make('b', { class: method.toLowerCase() }, method), make('span', { title: path }, path), make('i', {}, String(status)),
    make('small', {}, `${took < 1 ? took.toFixed(1) : Math.round(took)} ms`), make('time', {}, time.format(at))))
}

element('form').addEventListener('submit', (event) => {
  event.preventDefault()
  void addTask(title.value)
  title.value = ''
})

element('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(element('curl').textContent ?? '')
  element('copy').textContent = 'Copied'
  setTimeout(() => { element('copy').textContent = 'Copy' }, 1500)
})

wireThemeButton(element('theme'))
on('tasks', showTasks)
on('exchange', showExchange)
showTasks(await listTasks())
;(await listExchanges()).forEach(showExchange)

const { url, token } = await getAccess()
element('url').textContent = url
element('curl').textContent = `curl ${url}/tasks \\\n  -H 'Authorization: Bearer ${token}' \\\n  -d '{"title": "Read mail"}'`

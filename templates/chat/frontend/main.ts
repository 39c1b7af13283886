import { join, rename, say, typing } from '../backend/api'
import type { RoomEvent } from '../shared/types'
import { wireThemeButton } from './theme-button'
import { showMessage, showPeople } from './view'

/** The element with that id; the page has it. */
function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T
}

const name = element<HTMLInputElement>('name')
const text = element<HTMLInputElement>('text')
const send = document.querySelector<HTMLButtonElement>('.send')!
let me = sessionStorage.getItem('name') ?? '' // each window has a session of its own
let people: string[] = []
let isThere = false

/** Is in the room for as long as the page is open, also when the backend has been replaced. */
async function stay(): Promise<never> {
  for (;;) {
    try {
      for await (const event of join(me)) show(event)
    } catch (error) {
      if ((error as { code?: string }).code !== 'ERR_BACKEND_GONE') console.error(error)
    }
    show({ type: 'away' })
    await new Promise((resolve) => setTimeout(resolve, 300))
  }
}

function show(event: RoomEvent): void {
  switch (event.type) {
    case 'welcome':
      iAm(event.name)
      element('messages').replaceChildren()
      event.history.forEach((message) => showMessage(element('messages'), message, me))
      state('')
      break
    case 'people':
      people = event.names
      showPeople(element('people'), people, me)
      break
    case 'message':
      showMessage(element('messages'), event.message, me)
      if (event.message.from !== me) state('')
      break
    case 'typing':
      state(`${event.name} is typing…`)
      clearTimeout(typingEnds)
      typingEnds = window.setTimeout(() => state(''), 2500)
      break
    case 'away':
      state('Looking for the room…')
  }
  isThere = event.type !== 'away'
  element('empty').hidden = !isThere || element('messages').childElementCount > 0
  update()
}

function state(words: string): void {
  element('state').textContent = words
}

function iAm(mine: string): void {
  me = mine
  name.value = mine
  sessionStorage.setItem('name', mine)
}

function update(): void {
  send.disabled = !isThere || !text.value.trim()
}

let typingEnds = 0
let toldAt = 0
text.addEventListener('input', () => {
  update()
  if (Date.now() - toldAt < 1000 || !text.value) return
  toldAt = Date.now()
  void typing()
})

element('form').addEventListener('submit', (event) => {
  event.preventDefault()
  if (send.disabled) return
  void say(text.value)
  text.value = ''
  toldAt = 0
  update()
})

name.addEventListener('change', () => void rename(name.value))
wireThemeButton(element('theme'))
void stay()

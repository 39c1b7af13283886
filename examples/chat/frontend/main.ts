import { io, type Socket } from 'socket.io-client'
import { address } from '../backend/api'
import type { FromPage, FromServer, Message } from '../backend/events'
import { showMessage, showPeople } from './view'

const find = <T extends HTMLElement>(id: string): T => document.getElementById(id) as T
const list = find('messages'), state = find('state'), text = find<HTMLInputElement>('text'), nameField = find<HTMLInputElement>('name')

let socket: Socket<FromServer, FromPage> | undefined
let me = sessionStorage.getItem('name') ?? '' // each window has a session of its own
let last: Message | undefined

/** Connects, and does so again whenever the connection or the backend is gone: its server then has another address. */
async function connect(): Promise<void> {
  const again = (): void => {
    socket?.close()
    state.textContent = 'Reconnecting…'
    document.body.classList.remove('online')
    setTimeout(connect, 300)
  }
  let url: string
  try {
    url = await address()
  } catch {
    return again()
  }
  socket = io(url, { transports: ['websocket'], reconnection: false, auth: { name: me } })
  socket.on('connect_error', again)
  socket.on('disconnect', again)
  socket.on('welcome', (name, history) => {
    iAm(name)
    document.body.classList.add('online')
    state.textContent = ''
    list.replaceChildren()
    last = undefined
    history.forEach(show)
  })
  socket.on('message', show)
  socket.on('people', (names) => showPeople(find('people'), names, me))
  socket.on('typing', isTyping)
}

function iAm(name: string): void {
  me = name
  nameField.value = name
  sessionStorage.setItem('name', name)
}

function show(message: Message): void {
  showMessage(list, message, message.from === me, last?.from === message.from)
  if (state.textContent?.startsWith(message.from + ' ')) state.textContent = ''
  last = message
}

let typingEnds = 0
function isTyping(name: string): void {
  state.textContent = `${name} is typing…`
  clearTimeout(typingEnds)
  typingEnds = window.setTimeout(() => { state.textContent = '' }, 2500)
}

let toldAt = 0
text.addEventListener('input', () => {
  if (Date.now() - toldAt < 1000 || !text.value) return
  toldAt = Date.now()
  socket?.volatile.emit('typing')
})

find('form').addEventListener('submit', (event) => {
  event.preventDefault()
  if (!text.value.trim() || !socket?.connected) return
  const said = text.value
  socket.emit('say', said, () => { if (text.value === said) text.value = '' })
  toldAt = 0
})

nameField.addEventListener('change', () => socket?.emit('rename', nameField.value, iAm))
void connect()

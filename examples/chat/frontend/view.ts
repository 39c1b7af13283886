import type { Message } from '../backend/events'

const time = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text
  return made
}

/** A colour that a name always has. */
function hue(name: string): string {
  let sum = 1
  for (const letter of name) sum = (sum * 97 + letter.codePointAt(0)!) % 360
  return String(sum)
}

export function showMessage(list: HTMLElement, { from, text, at }: Message, mine: boolean, goesOn: boolean): void {
  const item = element('li', mine ? 'mine' : '')
  item.style.setProperty('--hue', hue(from))
  if (!goesOn) item.append(element('span', 'from', mine ? time.format(at) : `${from}, ${time.format(at)}`))
  item.append(element('p', '', text))
  list.append(item)
  list.scrollTop = list.scrollHeight
}

export function showPeople(list: HTMLElement, names: string[], me: string): void {
  list.replaceChildren(...names.map((name) => {
    const item = element('li', name === me ? 'me' : '', name.slice(0, 1))
    item.style.setProperty('--hue', hue(name))
    item.title = name
    return item
  }))
}

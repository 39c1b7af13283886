import type { Message } from '../shared/types'

const time = new Intl.DateTimeFormat(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' })

function make(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  made.textContent = text // never innerHTML: a message is text, whatever it looks like
  return made
}

/** A colour that a name always has. */
function hueOf(name: string): string {
  let sum = 1
  for (const letter of name) sum = (sum * 97 + letter.codePointAt(0)!) % 360
  return String(sum)
}

/** Shows a message below the others. Those of one person that follow each other have one heading. */
export function showMessage(list: HTMLElement, { from, text, at }: Message, me: string): void {
  const item = make('li', from === me ? 'mine' : '')
  item.style.setProperty('--hue', hueOf(from))
  item.dataset['from'] = from
  if ((list.lastElementChild as HTMLElement | null)?.dataset['from'] !== from) {
    item.append(make('span', 'from', `${from === me ? 'You' : from}, ${time.format(at)}`))
  }
  item.append(make('p', '', text))
  list.append(item)
  item.scrollIntoView({ block: 'end' })
}

export function showPeople(list: HTMLElement, names: string[], me: string): void {
  list.replaceChildren(...names.map((name) => {
    const item = make('li', name === me ? 'me' : '', name.slice(0, 1))
    item.style.setProperty('--hue', hueOf(name))
    item.title = item.ariaLabel = name === me ? `${name} (you)` : name
    return item
  }))
}

import { choices, type State } from '../shared/types'
import type { TimerApi } from './preload'
import { wireThemeButton } from './theme-button'

declare global {
  interface Window {
    /** What preload.ts gives the page. */
    timer: TimerApi
  }
}

/** The element with that id; the page has it. */
function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T
}

/** Shows a text, unless it is there already: a button whose text is replaced while it is pressed may lose the click. */
function say(id: string, text: string): void {
  if (element(id).textContent !== text) element(id).textContent = text
}

const letter = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'narrow' })
const long = new Intl.DateTimeFormat(document.documentElement.lang, { weekday: 'long' })

const bars = Array.from({ length: 7 }, () => {
  const bar = document.createElement('li')
  bar.append(document.createElement('i'), document.createElement('span'))
  element('week').append(bar)
  return bar
})

const options = choices.map((minutes) => {
  const option = document.createElement('button')
  option.type = 'button'
  option.textContent = `${minutes} min`
  option.addEventListener('click', () => window.timer.choose(minutes))
  element('choices').append(option)
  return option
})

function show({ phase, running, left, length, minutes, week }: State): void {
  const clock = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
  document.body.dataset['phase'] = phase
  element('dial').style.setProperty('--share', String(1 - left / length))
  say('left', clock)
  say('phase', phase === 'focus' ? 'Focus' : 'Break')
  say('toggle', running ? 'Pause' : left < length ? 'Go on' : 'Start')
  document.title = running ? `${clock} · ${element('phase').textContent}` : document.querySelector('h1')!.textContent!

  const today = week.at(-1)!.sessions
  say('sessions', String(today))
  say('word', today === 1 ? 'session' : 'sessions')
  const most = Math.max(4, ...week.map(({ sessions }) => sessions))
  week.forEach(({ day, sessions }, index) => {
    const noon = new Date(`${day}T12:00`)
    const bar = bars[index]!
    bar.style.setProperty('--share', String(sessions / most))
    bar.title = bar.ariaLabel = `${long.format(noon)}: ${sessions}`
    bar.lastElementChild!.textContent = letter.format(noon)
  })
  options.forEach((option, index) => { option.ariaPressed = String(choices[index] === minutes) })
}

element('toggle').addEventListener('click', () => window.timer.toggle())
element('reset').addEventListener('click', () => window.timer.reset())
element('skip').addEventListener('click', () => window.timer.skip())
wireThemeButton(element('theme'))
window.timer.onChange(show)
show(await window.timer.state())

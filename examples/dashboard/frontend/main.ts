import { address, command, watch, type About } from '../backend/api'
import { Plot } from './plot'

const find = <T extends Element>(selector: string, from: ParentNode = document): T => from.querySelector(selector) as T

/** One device's card. */
class Card {
  readonly element = (find<HTMLTemplateElement>('#device').content.cloneNode(true) as DocumentFragment).firstElementChild as HTMLElement
  readonly plot = new Plot(find('canvas', this.element))
  about?: About

  constructor(readonly id: string) {
    this.element.id = id
    find('h2', this.element).textContent = id
    find('button', this.element).addEventListener('click', () => command(id, this.about?.state === 'running' ? 'stop' : 'start'))
    const next = [...find('#devices').children].find((other) => other.id > id)
    find('#devices').insertBefore(this.element, next ?? null)
  }

  describe(about: About): void {
    this.about = about
    this.element.dataset.state = about.state
    find('h2', this.element).textContent = about.name
    find('span', this.element).textContent = about.unit
    const button = find<HTMLButtonElement>('button', this.element)
    button.textContent = about.state === 'running' ? 'Stop' : 'Start'
    button.disabled = about.state === 'gone'
  }

  measure(value: number): void {
    this.plot.add(value)
    const { values } = this.plot
    this.element.dataset.count = String(values.length)
    find('b', this.element).textContent = value.toFixed(1)
    find('footer', this.element).textContent = `least ${Math.min(...values).toFixed(1)}, most ${Math.max(...values).toFixed(1)}`
  }
}

const cards = new Map<string, Card>()

function cardOf(id: string): Card {
  let card = cards.get(id)
  if (!card) cards.set(id, (card = new Card(id)))
  return card
}

/** Follows the devices; again, when the backend was away. */
async function follow(): Promise<void> {
  try {
    find('#address').textContent = await address()
    for await (const news of watch()) {
      if ('about' in news) cardOf(news.id).describe(news.about)
      else cardOf(news.id).measure(news.value)
      const running = [...cards.values()].filter(({ about }) => about?.state === 'running').length
      find('#summary').textContent = `${running} of ${cards.size} running`
    }
  } catch {
    setTimeout(follow, 500)
  }
}

void follow()

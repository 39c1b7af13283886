// The page sees MQTT as a stream and a call, so it needs no permission of its own.
import mqtt from 'mqtt'
import { url } from './broker'

export interface About {
  name: string
  unit: string
  state: 'running' | 'stopped' | 'gone'
}

export type News = { id: string, about: About } | { id: string, value: number }

/** Where other devices can join. */
export async function address(): Promise<string> {
  return url
}

/** What devices say, those that there are first. */
export async function* watch(): AsyncGenerator<News> {
  const client = await mqtt.connectAsync(url)
  try {
    await client.subscribeAsync(['devices/+/about', 'devices/+/value'])
    const waiting: News[] = []
    let wake = (): void => {}
    client.on('message', (topic, payload) => {
      const [, id, kind] = topic.split('/')
      try {
        const said = JSON.parse(payload.toString())
        waiting.push(kind === 'about' ? { id, about: said } : { id, value: Number(said) })
      } catch {
        return // a device that does not speak as the others do
      }
      wake()
    })
    for (;;) {
      if (!waiting.length) await new Promise<void>((resolve) => { wake = resolve })
      yield* waiting.splice(0)
    }
  } finally {
    await client.endAsync() // the page is gone, or has stopped to listen
  }
}

const sender = mqtt.connect(url)

/** Starts or stops a device. */
export async function command(id: string, order: 'start' | 'stop'): Promise<void> {
  if (!/^[\w-]+$/.test(id)) throw new RangeError('not the id of a device')
  await sender.publishAsync(`devices/${id}/command`, order, { qos: 1 })
}

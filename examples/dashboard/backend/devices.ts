// Simulated devices. Each is an MQTT client of its own, as a real one would be:
//   devices/ID/about    what it is, and whether it runs (retained; its last will says that it is gone)
//   devices/ID/value    what it measures, five times a second while it runs
//   devices/ID/command  "start" or "stop", which it obeys
import mqtt from 'mqtt'

export function simulate(url: string, id: string, name: string, unit: string, middle: number, swing: number): void {
  const topic = `devices/${id}/`
  const about = (state: string): string => JSON.stringify({ name, unit, state })
  const client = mqtt.connect(url, { clientId: id, will: { topic: topic + 'about', payload: Buffer.from(about('gone')), retain: true, qos: 1 } })
  let timer: NodeJS.Timeout | undefined
  let phase = Math.random() * 9, drift = 0

  function measure(): void {
    phase += 0.09
    drift = drift * 0.9 + (Math.random() - 0.5) * 0.16
    client.publish(topic + 'value', (middle + swing * (Math.sin(phase) * 0.6 + Math.sin(phase * 2.7) * 0.2 + drift)).toFixed(1))
  }

  function run(on: boolean): void {
    clearInterval(timer)
    timer = on ? setInterval(measure, 200) : undefined
    client.publish(topic + 'about', about(on ? 'running' : 'stopped'), { retain: true, qos: 1 })
  }

  client.on('connect', () => {
    client.subscribe(topic + 'command')
    run(true)
  })
  client.on('message', (_, command) => run(command.toString() === 'start'))
}

// The broker that devices and dashboards meet at: any MQTT client of this machine may join.
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { Aedes } from 'aedes'

const broker = await Aedes.createBroker()
const server = createServer(broker.handle)
server.listen(Number(process.env.PORT ?? 0), '127.0.0.1')
await once(server, 'listening')

export const url = `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`

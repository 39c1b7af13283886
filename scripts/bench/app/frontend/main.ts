const first = Date.now()

import { on } from 'deskjs/frontend'
import * as api from '../backend/api'
import { measure } from './measure.js'

async function items(count: number, take: (item: unknown) => boolean) {
	for await (const item of api.items(count)) if (!take(item)) break
}

// up sends megabytes as long as there are more, down takes them.
async function up(more: () => boolean) {
	await api.drain(new ReadableStream<Uint8Array>({
		pull(controller) {
			if (more()) controller.enqueue(new Uint8Array(1e6))
			else controller.close()
		},
	}))
}

async function down(more: () => boolean) {
	for await (const _ of api.pour()) if (!more()) break
}

// events resolves with a number in one of the windows.
function events(): Promise<number> {
	return new Promise((resolve) => {
		let taken = 0
		on('item', async () => {
			if (++taken === api.eventCount) resolve(await api.gotAll())
		})
		void api.listens()
	})
}

async function main() {
	const part = await api.part()
	await api.report({ first, ...await measure(part, { ...api, items, up, down, events, itemCount: 1e6 }) })
}

void main()

const first = Date.now()

import * as api from '../backend/api'
import { measure } from './measure.js'

async function items(count: number, take: (item: unknown) => boolean) {
	for await (const item of api.items(count)) if (!take(item)) break
}

async function main() {
	const part = await api.part()
	await api.report({ first, ...await measure(part, { ...api, items, itemCount: 1e6 }) })
}

void main()

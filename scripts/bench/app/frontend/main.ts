const first = Date.now()

import { echo, report, sink, source } from '../backend/api'
import { measure } from './measure.js'

async function main() {
	await report({ first, ...await measure({ echo, sink, source }) })
}

void main()

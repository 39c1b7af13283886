//go:build linux

package test

import "testing"

// TestWorkerOfABuiltApp calls, from the page of an app of one file, a backend that leaves the work to a worker.
func TestWorkerOfABuiltApp(t *testing.T) {
	app := project(t, "deskjs.json", config, "frontend/index.html", index,
		"frontend/main.ts", `
			import { sum } from '../backend/api'
			document.querySelector('#out')!.textContent = await sum(1000)`,
		"backend/api.ts", `
			import { once } from 'node:events'
			import { Worker } from 'node:worker_threads'
			export async function sum(upTo: number): Promise<string> {
				const worker = new Worker(new URL('./jobs/sum.ts', import.meta.url), { workerData: upTo })
				const [message] = await once(worker, 'message')
				return message
			}`,
		"backend/jobs/sum.ts", `
			import { parentPort, workerData } from 'node:worker_threads'
			import { add } from '../../shared/add'
			let total: number = 0
			for (let i = 1; i <= workerData; i++) total = add(total, i)
			parentPort!.postMessage('worker says ' + total)`,
		"shared/add.ts", `export const add = (a: number, b: number): number => a + b`)
	command(t, "build", "--automation", app)
	p := open(t, home(t), app+"/dist/notes")
	p.eventually(`return document.querySelector('#out').textContent === 'worker says 500500'`)
}

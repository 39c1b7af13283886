//go:build linux

package test

import "testing"

// TestFilesOfABuiltApp has an app of one file, without a grant, read what lies beside its backend's modules.
func TestFilesOfABuiltApp(t *testing.T) {
	app := project(t, "deskjs.json", config, "frontend/index.html", index,
		"frontend/main.ts", `
			import { render } from '../backend/api'
			document.querySelector('#out')!.textContent = await render('hello')`,
		"backend/api.ts", `
			import { createReadStream } from 'node:fs'
			import { readFile, writeFile } from 'node:fs/promises'
			import { join } from 'node:path'
			import { word } from 'words'
			export async function render(name: string): Promise<string> {
				const file = join(import.meta.dirname, 'views', name + '.html')
				let streamed = ''
				for await (const chunk of createReadStream(file)) streamed += chunk
				const refused = await writeFile(file, '').catch((error) => error.code)
				return [(await readFile(file, 'utf8')) === streamed, streamed.trim(), word('de'), refused].join()
			}`,
		"backend/views/hello.html", "hello",
		"node_modules/words/package.json", `{"name": "words", "main": "index.js"}`,
		"node_modules/words/index.js", "exports.word = (language) => require(require('path').join(__dirname, 'words', language + '.json')).word",
		"node_modules/words/words/de.json", `{"word": "Wort"}`)
	command(t, "build", "--automation", app)
	p := open(t, home(t), app+"/dist/notes")
	p.eventually(`return document.querySelector('#out').textContent === 'true,hello,Wort,EROFS'`)
}

import { test, expect, launch, temporaryFolder } from 'deskjs/test'
import fs from 'node:fs'
import path from 'node:path'

test('mocks, records, restarts on its data', async () => {
  const app = await launch()
  const page = await app.window()
  const stop = await page.record({ path: '.deskjs/video.png', interval: 50 })
  await page.locator('#new').click()
  await page.locator('#title').type('Kept')
  await expect(page.locator('#list')).toContainText('Kept')
  await stop()
  expect(fs.statSync('.deskjs/video.png').size).toBeGreaterThan(1000)
  expect((await app.waitForCall('saveNote')).result).toBeDefined()
  await app.mock('saveNote', () => { throw new Error('disk full') })
  await page.locator('#title').type('!')
  await expect.poll(async () => (await app.calls('saveNote')).at(-1)?.error?.message).toBe('disk full')
  await page.reload()
  await expect(page.locator('#list')).toContainText('Kept')
  await page.mouse.move(10, 10)
  await page.keyboard.press('Tab')
  const { dataDir } = app
  expect(await app.close()).toBe(0)
  await expect(page.locator('#list').click()).rejects.toThrow('the app has ended')
  const again = await launch({ dataDir })
  await expect((await again.window()).locator('#list')).toContainText('Kept')
  await expect(await again.window()).toMatchScreenshot('list', { maxDiffRatio: 0.05 })
})

test('stands for the system', async () => {
  const folder = temporaryFolder()
  const file = path.join(folder, 'chosen.txt')
  fs.writeFileSync(file, 'of the user')
  const app = await launch()
  const read = (require: NodeJS.Require, file: string) => require('node:fs').readFileSync(file, 'utf8')
  await expect(app.evaluate(read, file)).rejects.toThrow('is not granted')
  app.fake.dialog({ open: file, save: path.join(folder, 'new.txt'), message: 'Delete', error: true })
  expect(await app.evaluate((require) => require('deskjs').dialog.showOpenDialog({ title: 'Import' }))).toEqual({ canceled: false, filePaths: [file] })
  expect(await app.evaluate(read, file)).toBe('of the user')
  expect(await app.evaluate((require) => {
    const { dialog } = require('deskjs')
    const saved = dialog.showSaveDialogSync({})
    require('node:fs').writeFileSync(saved, 'kept')
    dialog.showErrorBox('Oh', 'no')
    return [dialog.showOpenDialogSync({}).length, dialog.showMessageBoxSync({ message: 'Really?', buttons: ['Cancel', '&Delete'], normalizeAccessKeys: true })]
  })).toEqual([1, 1])
  expect(fs.readFileSync(path.join(folder, 'new.txt'), 'utf8')).toBe('kept')
  app.fake.dialog({ open: null, message: ({ buttons }) => ({ response: buttons.length - 1, checkboxChecked: true }) })
  expect(await app.evaluate((require) => require('deskjs').dialog.showOpenDialog({}))).toEqual({ canceled: true, filePaths: [] })
  expect(await app.evaluate((require) => require('deskjs').dialog.showMessageBox({ message: 'm', buttons: ['a', 'b', 'c'], checkboxLabel: 'Again' }))).toEqual({ response: 2, checkboxChecked: true })
  app.fake.dialog({ message: () => new Promise(() => {}) })
  expect(await app.evaluate((require) => require('deskjs').dialog.showMessageBox({ message: 'm', buttons: ['Yes', 'No'], signal: AbortSignal.timeout(10) }))).toEqual({ response: 1, checkboxChecked: false })
  app.fake.dialog({ save: () => { throw new Error('no disk') } })
  await expect(app.evaluate((require) => require('deskjs').dialog.showSaveDialog({}))).rejects.toThrow('no disk')
  expect(app.dialogs.map(({ kind, options }) => kind + ' ' + (options.message || options.title))).toEqual(['open Import', 'save ', 'error Oh', 'open ', 'message Really?', 'open ', 'message m', 'message m', 'save '])

  await app.evaluate((require) => new Promise((resolve) => {
    const { Notification } = require('deskjs')
    const heard: unknown[] = (globalThis as any).heard = []
    const notification = new Notification({ title: 'Done', body: '3 notes', hasReply: true, actions: [{ type: 'button', text: 'Show' }] })
    notification.on('click', () => heard.push('click')).on('reply', (_: unknown, text: string) => heard.push(text)).on('action', (_: unknown, index: number) => heard.push(index))
    notification.on('close', ({ reason }: any) => heard.push(reason)).on('show', () => resolve(Notification.isSupported()))
    notification.show()
  }))
  expect(app.notifications).toEqual([expect.objectContaining({ title: 'Done', body: '3 notes', closed: false })])
  const [notification] = app.notifications
  await notification!.click()
  await notification!.action(0)
  await notification!.reply('Thanks')
  await notification!.close()
  await expect(notification!.click()).rejects.toThrow('is closed')
  expect(await app.evaluate(() => (globalThis as any).heard)).toEqual(['click', 0, 'Thanks', 'userCanceled'])

  await app.evaluate((require) => require('deskjs').shell.openExternal('https://example.org'))
  expect(await app.evaluate((require, file) => require('deskjs').shell.openPath(file), file)).toBe('')
  expect(app.opened).toEqual([{ by: 'openExternal', url: 'https://example.org/' }, { by: 'openPath', path: file }])
})

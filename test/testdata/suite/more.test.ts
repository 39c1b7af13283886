import { test, expect, launch } from 'deskjs/test'
import fs from 'node:fs'

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

// The app in its window, as people use it: run it with "deskjs test". Without a screen, on Linux, it brings one.
import { expect, launch, test } from 'deskjs/test'

test('a note is written, found and deleted, and comes back', async () => {
  const app = await launch()
  const window = await app.window()
  await window.getByRole('button', { name: 'New note' }).click()
  await window.getByLabel('Title').fill('Groceries')
  await window.getByLabel('Text', { exact: true }).fill('Milk and honey')
  await expect(window.locator('#state')).toHaveText('Saved')

  await window.getByLabel('Search notes').fill('honey')
  await expect(window.locator('#list li')).toHaveCount(1)
  await expect(window.locator('#list strong')).toHaveText('Groceries')

  await window.getByRole('button', { name: 'Delete note' }).click()
  await expect(window.locator('#list li')).toHaveCount(0)
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(window.locator('#list strong')).toHaveText('Groceries')
})

// The app in its window, as people use it: run it with "deskjs test". Without a screen, on Linux, it brings one.
import { expect, launch, test } from 'deskjs/test'

test('a habit is begun, done today, removed and brought back', async () => {
  const app = await launch()
  const window = await app.window()
  await window.getByRole('button', { name: 'Drink water' }).click()
  await expect(window.locator('.ring')).toHaveText('0/1')

  await window.getByLabel('New habit').fill('Read ten pages')
  await window.getByRole('button', { name: 'Add' }).click()
  await expect(window.locator('.habit')).toHaveCount(2)
  await expect(window.getByLabel('New habit')).toHaveValue('')

  await window.locator('.habit').last().locator('.day').last().click()
  await expect(window.locator('.ring')).toHaveText('1/2')

  await window.getByRole('button', { name: 'Remove Drink water' }).click()
  await expect(window.locator('.habit')).toHaveCount(1)
  await window.getByRole('button', { name: 'Undo' }).click()
  await expect(window.locator('.habit .name').first()).toHaveText('Drink water')

  // What goes wrong is shown, and nothing is lost.
  await app.mock('addHabit', () => { throw new Error('the disk is full') })
  await window.getByLabel('New habit').fill('Walk')
  await window.getByRole('button', { name: 'Add' }).click()
  await expect(window.getByText('the disk is full')).toBeVisible()
  await expect(window.locator('.habit')).toHaveCount(2)
})

// The app in its window, as people use it: run it with "deskjs test". Without a screen, on Linux, it brings one.
import { expect, launch, test } from 'deskjs/test'

test('the timer runs, stands still and goes on to the break', async () => {
  const app = await launch()
  const window = await app.window()
  await expect(window.locator('#left')).toHaveText('25:00')

  await window.getByRole('button', { name: '15 min' }).click()
  await expect(window.locator('#left')).toHaveText('15:00')
  await window.getByRole('button', { name: 'Start', exact: true }).click()
  await expect(window.locator('#left')).toHaveText(/^14:/)
  await window.getByRole('button', { name: 'Pause' }).click()
  await expect(window.getByRole('button', { name: 'Go on' })).toBeVisible()

  await window.getByRole('button', { name: 'Skip' }).click()
  await expect(window.locator('#phase')).toHaveText('Break')
  await expect(window.locator('#left')).toHaveText('5:00')
})

// The app in its window, as people use it: run it with "deskjs test". Without a screen, on Linux, it brings one.
import { expect, launch, test } from 'deskjs/test'

test('what another program sends shows in the window', async () => {
  const app = await launch({ env: { PORT: '0' } })
  const window = await app.window()
  await expect(window.locator('#url')).toContainText('http://127.0.0.1:')
  const { url, token } = (await app.waitForCall('getAccess')).result

  const response = await fetch(`${url}/tasks`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: JSON.stringify({ title: 'Read mail' }),
  })
  expect(response.status).toBe(201)
  await expect(window.locator('#tasks label')).toHaveText('Read mail')
  await expect(window.locator('#exchanges li')).toContainText('POST')

  await window.getByRole('checkbox', { name: 'Read mail' }).check()
  await app.waitForCall('setDone')
  const list = await fetch(`${url}/tasks`, { headers: { Authorization: `Bearer ${token}` } })
  expect(await list.json()).toEqual([{ id: 1, title: 'Read mail', done: true }])
})

// The app in its windows, as people use it: run it with "deskjs test". Without a screen, on Linux, it brings one.
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, launch, test } from 'deskjs/test'

/** A port that nobody listens on: the room must not be the one that people are in. */
async function unusedPort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

test('two windows talk', async () => {
  const app = await launch({ env: { CHAT_PORT: String(await unusedPort()) } })
  const one = await app.window(0)
  const other = await app.window(1)
  for (const window of [one, other]) await expect(window.locator('#people li')).toHaveCount(2)

  await one.getByLabel('Your name').fill('Miriam')
  await one.getByLabel('Your name').press('Enter')
  await expect(other.locator('#people li[title="Miriam"]')).toBeVisible()

  await one.getByLabel('Message', { exact: true }).fill('Is the kettle on?')
  await one.getByRole('button', { name: 'Send' }).click()
  await expect(other.locator('#messages')).toContainText('Is the kettle on?')
  await expect(other.locator('#messages .from')).toContainText('Miriam')
  await expect(one.locator('#messages .mine')).toHaveCount(1)
})

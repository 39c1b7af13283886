import { randomUUID } from 'node:crypto'
import fs from 'node:fs/promises'
import path from 'node:path'

/**
 * Writes a file so that, whatever happens in between (a crash, a power cut, a full disk), it holds
 * afterwards either all of the old text or all of the new, and once the promise resolves, the new.
 */
export async function writeDurably(file: string, text: string): Promise<void> {
  const folder = path.dirname(file)
  await fs.mkdir(folder, { recursive: true })
  // In the same folder, because a rename is atomic only within one file system.
  const temporary = path.join(folder, `.${randomUUID()}.tmp`)
  try {
    const handle = await fs.open(temporary, 'wx')
    try {
      await handle.writeFile(text, 'utf8')
      await handle.sync()
    } finally {
      await handle.close()
    }
    await fs.rename(temporary, file)
  } catch (error) {
    await fs.rm(temporary, { force: true })
    throw error
  }
  // The new name is part of the folder, which has to reach the disk too. Windows does that itself.
  if (process.platform !== 'win32') {
    const handle = await fs.open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  }
}

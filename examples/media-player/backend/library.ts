// The sound and video in the user's music and video folders.
import { glob, stat } from 'node:fs/promises'
import path from 'node:path'
import { app } from 'deskjs'

export interface Media {
  id: string // its path below the folder
  title: string
  folder: 'music' | 'videos'
  size: number // bytes
}

export const types: Record<string, string> = {
  '.mp3': 'audio/mpeg', '.m4a': 'audio/mp4', '.ogg': 'audio/ogg', '.opus': 'audio/ogg', '.flac': 'audio/flac', '.wav': 'audio/wav',
  '.mp4': 'video/mp4', '.m4v': 'video/mp4', '.webm': 'video/webm', '.ogv': 'video/ogg', '.mkv': 'video/x-matroska', '.mov': 'video/quicktime',
}

export const fileOf = ({ folder, id }: Pick<Media, 'folder' | 'id'>): string => path.join(app.getPath(folder), id)

let found: Media[] = []

/** Looks again. */
export async function scan(): Promise<Media[]> {
  const list: Media[] = []
  for (const folder of ['music', 'videos'] as const) {
    for await (const id of glob('**/*', { cwd: app.getPath(folder) })) {
      const { name, ext } = path.parse(id)
      const file = ext.toLowerCase() in types && (await stat(fileOf({ folder, id })).catch(() => undefined))
      if (file && file.isFile()) list.push({ id, title: name, folder, size: file.size })
    }
  }
  return (found = list.sort((a, b) => a.title.localeCompare(b.title)))
}

export const known = (folder: string, id: string): Media | undefined => found.find((media) => media.folder === folder && media.id === id)

import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import type { PhotoStore } from './photo-store.ts'

/** Photos as files below a folder, which is made with the first one. A file is whole or not there. */
export function createDiskStore(directory: string): PhotoStore {
  const fileOf = (name: string) => path.join(directory, name)
  return {
    async put(name, bytes) {
      const file = fileOf(name)
      const unfinished = `${file}.${randomUUID()}`
      await mkdir(path.dirname(file), { recursive: true })
      try {
        const handle = await open(unfinished, 'wx', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(unfinished, file)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    async get(name) {
      try {
        return await readFile(fileOf(name))
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
        throw error
      }
    },
    async remove(name) {
      await rm(fileOf(name), { force: true })
    },
  }
}

import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { createPhotoStore } from './photo-store.ts'

const folder = await mkdtemp(path.join(tmpdir(), 'gridboard-store-'))
afterAll(() => rm(folder, { recursive: true }))

const name = '370699/ab/abcdefghij.jpg'
const bytes = Uint8Array.from({ length: 5_000 }, (_, at) => at % 251)

it('a folder keeps photos whole, replaces and removes them, and leaves nothing unfinished', async () => {
  const store = createPhotoStore({ photoDirectory: undefined, dataDirectory: folder, bucket: null })
  expect(await store.get(name)).toBeNull()
  await store.put(name, new Uint8Array([1, 2, 3]))
  await store.put(name, bytes)
  expect(new Uint8Array((await store.get(name)) ?? [])).toEqual(bytes)
  expect(await readdir(path.join(folder, 'photos/370699/ab'))).toEqual(['abcdefghij.jpg'])
  await store.remove(name)
  await store.remove(name)
  expect(await store.get(name)).toBeNull()
})

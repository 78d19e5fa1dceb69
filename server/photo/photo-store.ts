import path from 'node:path'
import type { Environment } from '#server/env.ts'
import { createDiskStore } from './disk-store.ts'
import { createS3Store } from './s3-store.ts'

/** Where the bytes of photos lie, by name (`370699/ab3_x.jpg`). Methods reject when the store cannot be reached. */
export interface PhotoStore {
  /** Keeps bytes under a name, in the place of what was there; durable once it resolves. */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Null where there is nothing under the name. */
  get(name: string): Promise<Uint8Array | null>
  /** Nothing happens where there is nothing. */
  remove(name: string): Promise<void>
}

/** The store that the settings name: a bucket where one is given, else a folder. */
export function createPhotoStore({
  photoDirectory,
  dataDirectory,
  bucket,
}: Pick<Environment, 'photoDirectory' | 'dataDirectory' | 'bucket'>): PhotoStore {
  return bucket === null ? createDiskStore(photoDirectory ?? path.join(dataDirectory, 'photos')) : createS3Store(bucket)
}

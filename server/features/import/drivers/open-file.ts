import { createReadStream } from 'node:fs'
import { PassThrough, type Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { type SourceFile, UnreadableFile } from './source-feature.ts'

/** Opens a file as a byte stream, unpacked where its name ends in .gz; errors become UnreadableFile with the name. */
export function openFile({ path, onBytes }: SourceFile): Readable {
  const raw = createReadStream(path)
  let bytes = 0
  raw.on('data', (chunk) => {
    bytes += chunk.length
    onBytes(bytes)
  })
  const out = path.endsWith('.gz') ? createGunzip() : new PassThrough()
  raw.on('error', (error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'there is no such file' : error.message
    out.destroy(new UnreadableFile(`${path}: ${why}`))
  })
  out.on('close', () => raw.destroy())
  return raw.pipe(out)
}

/** The same error in words of this feature, with the file's name. */
export function unreadable(path: string, error: unknown): UnreadableFile {
  if (error instanceof UnreadableFile) return error
  return new UnreadableFile(`${path}: ${error instanceof Error ? error.message : String(error)}`)
}

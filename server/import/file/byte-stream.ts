import { PassThrough, type Readable, Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import type { ByteSource } from './byte-source.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** More than this, unpacked, is no file of a county; a packed file of a few MB can be as large as one likes. */
const MOST_BYTES = 8_000_000_000
/** So much without one row is no table and no map. */
const MOST_BYTES_WITHOUT_A_ROW = 64_000_000

export interface ByteStream {
  bytes: Readable
  /** Tell it of each row: it breaks off where bytes go on and on and no row comes. */
  rowRead(): void
}

/** A file's bytes from the beginning, unpacked where the name ends in .gz; whatever fails is an error of the stream. */
export function openStream(source: ByteSource): ByteStream {
  const raw = source.stream()
  const packed = source.name.toLowerCase().endsWith('.gz')
  let total = 0
  let since = 0
  const guard = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      total += chunk.length
      since += chunk.length
      if (total > MOST_BYTES) return done(tooLarge(source.name))
      if (since > MOST_BYTES_WITHOUT_A_ROW) return done(noRows(source.name))
      done(null, chunk)
    },
  })
  const unpacked = packed ? createGunzip() : new PassThrough()
  const fail = (error: Error) => guard.destroy(error)
  raw.on('error', fail)
  unpacked.on('error', (error) =>
    fail(new UnreadableFile(`${source.name}: not a whole .gz file (${error.message})`, 'malformed', error.message)),
  )
  guard.on('close', () => {
    raw.destroy()
    unpacked.destroy()
  })
  raw.pipe(unpacked).pipe(guard)
  return { bytes: guard, rowRead: () => (since = 0) }
}

function tooLarge(name: string): UnreadableFile {
  return new UnreadableFile(`${name}: over ${MOST_BYTES / 1e9} GB unpacked; split it`, 'too-large', String(MOST_BYTES))
}

function noRows(name: string): UnreadableFile {
  return new UnreadableFile(
    `${name}: ${MOST_BYTES_WITHOUT_A_ROW / 1e6} MB read and not one row among them; is it the right file?`,
    'no-rows',
    String(MOST_BYTES_WITHOUT_A_ROW),
  )
}

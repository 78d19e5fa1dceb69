import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { type ByteSource, fileSource } from './byte-source.ts'
import { decodeStrictly } from './text-decoding.ts'
import { UnreadableFile, unreadable } from './unreadable-file.ts'

/** What an archive may hold once it is unpacked; the sizes that it announces are held to while unpacking. */
const MOST_ENTRIES = 2_000
const MOST_UNPACKED_BYTES = 1_000_000_000

export interface Archive {
  /** By the names in the archive, folders and all. */
  entries: ReadonlyMap<string, { size: number }>
  /** Streams one entry; breaks off where it grows beyond what it announced. */
  stream(name: string): Promise<Readable>
  /** Unpacks one entry to a temporary file. */
  extract(name: string): Promise<ByteSource>
  close(): Promise<void>
}

/**
 * Opens a zip archive. Refuses, before anything is unpacked: names that lead out of the archive, encrypted entries, more
 * entries or bytes than any county's files have.
 */
export async function openArchive(source: ByteSource): Promise<Archive> {
  const zip = await openZip(source)
  const entries = new Map<string, yauzl.Entry>()
  let folder: string | undefined
  const extracted: ByteSource[] = []
  try {
    let unpacked = 0
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry, source.name)
      if (name.endsWith('/')) continue
      if (entry.isEncrypted())
        throw new UnreadableFile(`${source.name}: ${name} is encrypted; unpack it and send it open`, 'encrypted', name)
      unpacked += entry.uncompressedSize
      if (entries.size >= MOST_ENTRIES || unpacked > MOST_UNPACKED_BYTES)
        throw new UnreadableFile(
          `${source.name}: unpacked it is over ${MOST_UNPACKED_BYTES / 1e6} MB or ${MOST_ENTRIES} files; send its files one by one`,
          'archive-too-large',
          String(unpacked),
        )
      entries.set(name, entry)
    }
  } catch (error) {
    throw archiveError(source.name, error)
  }
  const stream = async (name: string): Promise<Readable> => {
    const entry = entries.get(name)
    if (entry === undefined) throw new UnreadableFile(`${source.name}: there is no ${name} in it`, 'missing-part', name)
    try {
      return await zip.openReadStreamPromise(entry)
    } catch (error) {
      throw archiveError(source.name, error)
    }
  }
  return {
    entries: new Map([...entries].map(([name, entry]) => [name, { size: entry.uncompressedSize }])),
    stream,
    extract: async (name) => {
      folder ??= await mkdtemp(path.join(tmpdir(), 'gridboard-archive-'))
      // a name of our own: what the archive calls it never becomes a path
      const file = path.join(folder, `${[...entries.keys()].indexOf(name)}`)
      try {
        await pipeline(await stream(name), createWriteStream(file))
      } catch (error) {
        throw archiveError(source.name, error)
      }
      const unpacked = await fileSource(file, () => {}, path.posix.basename(name))
      extracted.push(unpacked)
      return unpacked
    },
    close: async () => {
      zip.close()
      for (const unpacked of extracted.splice(0)) await unpacked.close().catch(() => {})
      if (folder !== undefined) await rm(folder, { recursive: true, force: true })
    },
  }
}

async function openZip(source: ByteSource): Promise<yauzl.ZipFile> {
  // letters are decided here: Chinese archives write names in GBK without saying so
  const options = { decodeStrings: false, lazyEntries: true, autoClose: false, validateEntrySizes: true }
  try {
    return await yauzl.fromRandomAccessReaderPromise(new SourceReader(source), source.size, options)
  } catch (error) {
    throw archiveError(source.name, error)
  }
}

/** Lets the archive's reader read any source of bytes by place. */
class SourceReader extends yauzl.RandomAccessReader {
  constructor(private readonly source: ByteSource) {
    super()
  }
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    this.source.read(position, length).then(
      (bytes) => {
        bytes.copy(buffer, offset)
        callback(null)
      },
      (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
    )
  }
  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(pieces(this.source, start, end), { objectMode: false })
  }
}

async function* pieces(source: ByteSource, start: number, end: number): AsyncIterable<Buffer> {
  for (let at = start; at < end; at += 1 << 18) yield await source.read(at, Math.min(1 << 18, end - at))
}

/** Name of an entry in its own letters; refused where it leads out of the archive. */
function nameOf(entry: yauzl.Entry, archive: string): string {
  const raw: Uint8Array = entry.fileNameRaw
  const name = decodeStrictly(raw, 'UTF-8') ?? decodeStrictly(raw, 'GB18030') ?? String.fromCharCode(...raw)
  const wrong = yauzl.validateFileName(name.replaceAll('\\', '/'))
  if (wrong !== null || name.includes('\0'))
    throw new UnreadableFile(
      `${archive}: an entry is named ${JSON.stringify(name)}, which leads out of the archive; pack the files anew`,
      'unsafe-archive',
      name.slice(0, 200),
    )
  return name.replaceAll('\\', '/')
}

function archiveError(name: string, error: unknown): UnreadableFile {
  const told = unreadable(name, error, 'malformed')
  return told.reason === 'malformed'
    ? new UnreadableFile(`${name}: not a whole zip archive (${told.value}); pack it anew`, 'malformed', told.value)
    : told
}

import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import path from 'node:path'
import { Readable } from 'node:stream'
import { UnreadableFile } from './unreadable-file.ts'

/** Bytes of a file, wherever they lie: read by place or as a stream. */
export interface ByteSource {
  /** Name by which the format is known and errors speak of it; no folder. */
  name: string
  size: number
  /** Throws `UnreadableFile` where the file ends before. */
  read(offset: number, length: number): Promise<Buffer>
  stream(start?: number): Readable
  close(): Promise<void>
}

/** A file on disk; `onBytes` is told how many bytes have been streamed, for progress. */
export async function fileSource(
  file: string,
  onBytes: (bytes: number) => void = () => {},
  name = path.basename(file),
): Promise<ByteSource> {
  let handle: FileHandle
  try {
    handle = await open(file, 'r')
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new UnreadableFile(`${file}: ${missing ? 'there is no such file' : String(error)}`, 'missing-file', name)
  }
  const { size } = await handle.stat()
  return {
    name,
    size,
    read: async (offset, length) => {
      if (length < 0 || offset < 0 || offset + length > size) throw endsBefore(name, offset + length, size)
      const bytes = Buffer.allocUnsafe(length)
      const { bytesRead } = await handle.read(bytes, 0, length, offset)
      if (bytesRead < length) throw endsBefore(name, offset + length, size)
      return bytes
    },
    stream: (start = 0) => {
      const raw = createReadStream(file, { start, highWaterMark: 1 << 18 })
      let bytes = start
      raw.on('data', (chunk) => {
        bytes += chunk.length
        onBytes(bytes)
      })
      return raw
    },
    close: () => handle.close().catch(() => {}),
  }
}

/** Bytes that are in memory already. */
export function memorySource(bytes: Uint8Array, name: string): ByteSource {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return {
    name,
    size: buffer.length,
    read: async (offset, length) => {
      if (length < 0 || offset < 0 || offset + length > buffer.length)
        throw endsBefore(name, offset + length, buffer.length)
      return buffer.subarray(offset, offset + length)
    },
    stream: (start = 0) => Readable.from(chunksOf(buffer.subarray(start)), { objectMode: false }),
    close: async () => {},
  }
}

function* chunksOf(buffer: Buffer): Iterable<Buffer> {
  for (let at = 0; at < buffer.length; at += 1 << 16) yield buffer.subarray(at, at + (1 << 16))
}

function endsBefore(name: string, wanted: number, size: number): UnreadableFile {
  return new UnreadableFile(
    `${name}: the file ends at ${size} bytes where ${wanted} were announced; copy it again from its source`,
    'truncated',
    String(size),
  )
}

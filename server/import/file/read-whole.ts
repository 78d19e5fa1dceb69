import type { ByteSource } from './byte-source.ts'
import { openStream } from './byte-stream.ts'
import { UnreadableFile } from './unreadable-file.ts'

/** All bytes of a file, unpacked where it is .gz; refused where they are more than `mostBytes`. */
export async function readWhole(source: ByteSource, mostBytes: number): Promise<Buffer> {
  const { bytes, rowRead } = openStream(source)
  const parts: Buffer[] = []
  let total = 0
  try {
    for await (const part of bytes as AsyncIterable<Buffer>) {
      total += part.length
      rowRead()
      if (total > mostBytes)
        throw new UnreadableFile(
          `${source.name}: over ${mostBytes / 1e6} MB; this format is read whole: split the file, or save it as GeoJSON or FlatGeobuf`,
          'too-large',
          String(mostBytes),
        )
      parts.push(part)
    }
  } finally {
    bytes.destroy()
  }
  return Buffer.concat(parts)
}

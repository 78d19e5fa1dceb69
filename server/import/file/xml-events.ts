import { SaxesParser } from 'saxes'
import type { ByteSource } from './byte-source.ts'
import { openStream } from './byte-stream.ts'
import { UnreadableFile, unreadable } from './unreadable-file.ts'

export interface XmlHandlers {
  open(name: string, attributes: Record<string, string>): void
  close?(name: string): void
  text?(text: string): void
}

/** A text or tag beyond this is no map. */
const MOST_BYTES_BETWEEN_TAGS = 16_000_000

/**
 * Parses XML as it comes, chunk by chunk; after each chunk `drain` says what has come together, and it is yielded. Entities
 * beyond XML's own five are refused by the parser, so nothing grows by being named.
 */
export async function* xmlEvents<T>(source: ByteSource, handlers: XmlHandlers, drain: () => T[]): AsyncIterable<T> {
  const { bytes, rowRead } = openStream(source)
  yield* parseXml(source.name, bytes as AsyncIterable<Buffer>, handlers, drain, rowRead)
}

/** The same of bytes that are streamed already. */
export async function* parseXml<T>(
  name: string,
  bytes: AsyncIterable<Buffer>,
  { open, close, text }: XmlHandlers,
  drain: () => T[],
  rowRead: () => void = () => {},
): AsyncIterable<T> {
  const parser = new SaxesParser({ position: false, xmlns: false })
  let since = 0
  parser.on('opentag', (tag) => {
    since = 0
    open(tag.name, tag.attributes)
  })
  parser.on('closetag', (tag) => {
    since = 0
    close?.(tag.name)
  })
  if (text) {
    parser.on('text', text)
    parser.on('cdata', text)
  }
  const decoder = new TextDecoder('utf-8')
  try {
    for await (const chunk of bytes) {
      since += chunk.length
      if (since > MOST_BYTES_BETWEEN_TAGS)
        throw new UnreadableFile(`${name}: ${since} bytes without a tag; is it XML?`, 'malformed', 'XML')
      parser.write(decoder.decode(chunk, { stream: true }))
      const ready = drain()
      if (ready.length > 0) rowRead()
      yield* ready
    }
    parser.write(decoder.decode()).close()
    yield* drain()
  } catch (error) {
    throw unreadable(name, error)
  }
}

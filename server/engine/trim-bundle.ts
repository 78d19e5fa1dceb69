import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'

/** Raster and topology are not used, and are two thirds of what the engine would compile at each start. */
const left =
  /_raster|_topology|tiger_geocoder|sfcgal|--unpackaged--|--ANY--|share\/postgresql\/contrib\/|\/address_standardizer/

/**
 * Writes a copy of the PostGIS bundle without the parts left out, once, and returns its place. Kept uncompressed inside
 * its gzip frame, since the engine unpacks it at each start.
 */
export function trimBundle(original: URL, trimmed: string): string {
  if (existsSync(trimmed)) return trimmed
  const tar = trimTar(gunzipSync(readFileSync(original)), (name) => !left.test(name))
  removeOlder(trimmed)
  const draft = `${trimmed}.${process.pid}`
  writeFileSync(draft, gzipSync(tar, { level: 0 }))
  renameSync(draft, trimmed)
  return trimmed
}

/** Bundles of other versions, in the same folder under another size. */
function removeOlder(trimmed: string): void {
  const folder = dirname(trimmed)
  for (const name of readdirSync(folder)) if (/^postgis-\d+\.tar\.gz/.test(name)) rmSync(join(folder, name))
}

const blockBytes = 512

/** The entries of a ustar archive whose name is kept, in their order, and its end of two empty blocks. */
export function trimTar(tar: Buffer, keep: (name: string) => boolean): Buffer {
  const kept: Buffer[] = []
  for (let offset = 0; offset + blockBytes <= tar.length; ) {
    const header = tar.subarray(offset, offset + blockBytes)
    if (header[0] === 0) break
    const size = Number.parseInt(textAt(header, 124, 12), 8)
    if (!Number.isInteger(size)) throw new RangeError(`a tar header without a size at byte ${offset}`)
    const end = offset + blockBytes + Math.ceil(size / blockBytes) * blockBytes
    if (keep(nameOf(header))) kept.push(tar.subarray(offset, end))
    offset = end
  }
  return Buffer.concat([...kept, Buffer.alloc(2 * blockBytes)])
}

function nameOf(header: Buffer): string {
  const prefix = textAt(header, 345, 155)
  const name = textAt(header, 0, 100)
  return prefix === '' ? name : `${prefix}/${name}`
}

function textAt(header: Buffer, offset: number, length: number): string {
  const text = header.toString('latin1', offset, offset + length)
  const end = text.indexOf('\0')
  return (end === -1 ? text : text.slice(0, end)).trim()
}

import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import type { FileContent, FileFormat } from '#domain/import/file-content.ts'
import { type ByteSource, fileSource, memorySource } from './byte-source.ts'
import { openCsv } from './formats/csv.ts'
import { openFlatgeobuf } from './formats/flatgeobuf.ts'
import type { Format, ReadOptions } from './formats/format.ts'
import { openGeoJson } from './formats/geojson.ts'
import { openGeopackage } from './formats/geopackage.ts'
import { openKml } from './formats/kml.ts'
import { openOsmPbf, openOsmXml } from './formats/osm.ts'
import { openShapefiles, type ShapefileParts } from './formats/shapefile.ts'
import { openTopoJson } from './formats/topojson.ts'
import { openXlsx } from './formats/xlsx.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { type Archive, openArchive } from './zip.ts'

/** One reader a format; a new format is a file in formats/ and a line here. */
const formats: Record<Exclude<FileFormat, 'shapefile'>, Format> = {
  geojson: openGeoJson,
  topojson: openTopoJson,
  csv: openCsv,
  xlsx: openXlsx,
  geopackage: openGeopackage,
  flatgeobuf: openFlatgeobuf,
  kml: openKml,
  'osm-pbf': openOsmPbf,
  'osm-xml': openOsmXml,
}

const endings: readonly [RegExp, Exclude<FileFormat, 'shapefile'>][] = [
  [/\.(geojson|json)(\.gz)?$/i, 'geojson'],
  [/\.topojson(\.gz)?$/i, 'topojson'],
  [/\.(csv|tsv|txt)(\.gz)?$/i, 'csv'],
  [/\.xlsx$/i, 'xlsx'],
  [/\.gpkg$/i, 'geopackage'],
  [/\.fgb$/i, 'flatgeobuf'],
  [/\.kml$/i, 'kml'],
  [/\.pbf$/i, 'osm-pbf'],
  [/\.osm(\.gz)?$/i, 'osm-xml'],
]

export interface ReadFileOptions extends ReadOptions {
  /** Where the name does not say it. */
  format?: FileFormat | undefined
  /** Told of bytes read from the disk. */
  onBytes?: ((bytes: number) => void) | undefined
}

/**
 * Opens a file of any format that is known here: its layers, their fields, coordinate systems and letters, and what was
 * noticed on the way. `from` is a path (a file, or a folder of shapefiles) or bytes in memory; `name` tells the format.
 * Close it when done. Throws `UnreadableFile` with a reason and the way out for what cannot be read.
 */
export async function readFile(
  from: string | Uint8Array,
  name = typeof from === 'string' ? path.basename(from) : '',
  options: ReadFileOptions = {},
): Promise<FileContent> {
  if (typeof from === 'string' && (await isFolder(from))) return openFolder(from)
  const source = typeof from === 'string' ? await fileSource(from, options.onBytes, name) : memorySource(from, name)
  try {
    return await openSource(source, options)
  } catch (error) {
    await source.close()
    throw error
  }
}

async function openSource(source: ByteSource, options: ReadFileOptions): Promise<FileContent> {
  const { name, size } = source
  if (size === 0) throw new UnreadableFile(`${name}: the file is empty`, 'empty-file')
  if (/\.(zip|kmz)$/i.test(name)) return openZipped(source, options)
  if (/\.shp$/i.test(name) && options.format === undefined)
    throw new UnreadableFile(
      `${name}: a shapefile is .shp and .dbf together (and .prj, .cpg); send them in one folder or zip`,
      'missing-part',
      name.replace(/shp$/i, 'dbf'),
    )
  const format = options.format ?? endings.find(([ending]) => ending.test(name))?.[1]
  if (format === undefined || format === 'shapefile') throw unknownFormat(name)
  return formats[format](source, options)
}

function unknownFormat(name: string): UnreadableFile {
  return new UnreadableFile(
    `${name}: not a format that is read here: Shapefile (zip), GeoPackage, FlatGeobuf, KML, GeoJSON, TopoJSON, CSV, XLSX, OSM (.pbf, .osm, .osm.gz)`,
    'unknown-format',
    path.extname(name),
  )
}

/** A shapefile's own files by their endings. */
const part = /^(.*)\.(shp|shx|dbf|prj|cpg)$/i

async function openZipped(source: ByteSource, options: ReadFileOptions): Promise<FileContent> {
  const archive = await openArchive(source)
  const closeAll = async () => {
    await archive.close()
    await source.close()
  }
  try {
    const names = [...archive.entries.keys()].filter((name) => !/(^|\/)(__MACOSX\/|\.)/.test(name))
    const sets = await extractShapefiles(archive, names)
    if (sets.size > 0) return await openShapefiles(sets, closeAll)
    const inner = names.filter((name) => endings.some(([ending]) => ending.test(name)))
    if (inner.length !== 1)
      throw new UnreadableFile(
        `${source.name}: ${inner.length} files that can be read are in it; pack one, or a shapefile's parts`,
        inner.length === 0 ? 'unknown-format' : 'malformed',
        names.slice(0, 5).join(', '),
      )
    const content = await openSource(await archive.extract(inner[0]!), options)
    const close = async () => {
      await content.close()
      await closeAll()
    }
    return { ...content, close }
  } catch (error) {
    await archive.close()
    throw error
  }
}

async function extractShapefiles(archive: Archive, names: readonly string[]): Promise<Map<string, ShapefileParts>> {
  const sets = new Map<string, Map<string, ByteSource>>()
  const stems = new Set(
    names.map((name) => part.exec(name)).flatMap((match) => (match?.[2]?.toLowerCase() === 'shp' ? [match[1]!] : [])),
  )
  for (const name of names) {
    const [, stem, ending] = part.exec(name) ?? []
    if (stem === undefined || !stems.has(stem) || ending!.toLowerCase() === 'shx') continue
    const set = sets.get(stem) ?? new Map<string, ByteSource>()
    set.set(ending!.toLowerCase(), await archive.extract(name))
    sets.set(stem, set)
  }
  return new Map([...sets].map(([stem, set]) => [path.posix.basename(stem), set]))
}

async function isFolder(file: string): Promise<boolean> {
  return (await stat(file).catch(() => null))?.isDirectory() ?? false
}

async function openFolder(folder: string): Promise<FileContent> {
  const sets = new Map<string, Map<string, ByteSource>>()
  const names = (await readdir(folder)).sort()
  for (const name of names) {
    const [, stem, ending] = part.exec(name) ?? []
    if (stem === undefined || !names.some((other) => other.toLowerCase() === `${stem.toLowerCase()}.shp`)) continue
    const set = sets.get(stem) ?? new Map<string, ByteSource>()
    set.set(ending!.toLowerCase(), await fileSource(path.join(folder, name)))
    sets.set(stem, set)
  }
  const close = async () => {
    for (const set of sets.values()) for (const source of set.values()) await source.close()
  }
  if (sets.size === 0) throw new UnreadableFile(`${folder}: no shapefile in this folder`, 'unknown-format', folder)
  try {
    return await openShapefiles(sets, close)
  } catch (error) {
    await close()
    throw error
  }
}

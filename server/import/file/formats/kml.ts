import type { SourceFeature } from '#domain/import/file-content.ts'
import type { ByteSource } from '../byte-source.ts'
import { UnreadableFile } from '../unreadable-file.ts'
import { xmlEvents } from '../xml-events.ts'
import { type Format, sampleFields, whole } from './format.ts'

/** KML: every Placemark is a row, with its name, folder and extended data. Always WGS 84. */
export const openKml: Format = async (source) => {
  const features = () => readPlacemarks(source)
  const fields = (await sampleFields(features())).map(whole)
  if (fields.length === 0) throw new UnreadableFile(`${source.name}: no Placemark in it`, 'no-rows', 'Placemark')
  const name = source.name.replace(/\.km[lz]$/i, '')
  const layer = { name, fields, crs: 'EPSG:4326', encoding: null, rows: null, features }
  return { format: 'kml', layers: [layer], findings: [], close: () => source.close() }
}

interface Geometry {
  type: string
  /** Lines of a polygon: its outer ring, then holes. */
  lines: number[][][]
  parts: Geometry[]
}

async function* readPlacemarks(source: ByteSource): AsyncIterable<SourceFeature> {
  let ready: SourceFeature[] = []
  let row = 0
  let properties: Record<string, unknown> | null = null
  let stack: Geometry[] = []
  let geometry: Geometry | null = null
  let field = ''
  let words = ''
  const folders: string[] = []
  const path: string[] = []
  const drain = () => {
    const gathered = ready
    ready = []
    return gathered
  }
  yield* xmlEvents(
    source,
    {
      open: (raw, attributes) => {
        const name = local(raw)
        if (path.length === 0 && name !== 'kml')
          throw new UnreadableFile(`${source.name}: <${raw}> is not <kml>`, 'malformed', raw)
        path.push(name)
        words = ''
        if (name === 'Folder') folders.push('')
        if (name === 'Placemark') properties = { name: '', folder: folders.filter(Boolean).join(' / ') }
        if (name === 'Data' || name === 'SimpleData') field = attributes.name ?? ''
        if (geometryTypes.has(name)) stack.push({ type: name, lines: [], parts: [] })
      },
      text: (text) => {
        if (words.length < 16_000_000) words += text
      },
      close: (raw) => {
        const name = local(raw)
        path.pop()
        const parent = path.at(-1)
        if (name === 'Folder') folders.pop()
        if (name === 'name' && parent === 'Folder') folders[folders.length - 1] = words.trim()
        if (properties === null) return
        if (name === 'name' && parent === 'Placemark') properties.name = words.trim()
        if ((name === 'value' && parent === 'Data') || name === 'SimpleData')
          if (field !== '') properties[field] = words.trim()
        if (name === 'coordinates') stack.at(-1)?.lines.push(placesOf(words))
        if (geometryTypes.has(name)) {
          const done = stack.pop()!
          const outer = stack.at(-1)
          if (outer) outer.parts.push(done)
          else geometry = done
        }
        if (name === 'Placemark') {
          row += 1
          ready.push({ row, properties, geometry: geometry && toGeoJson(geometry) })
          properties = null
          geometry = null
          stack = []
        }
      },
    },
    drain,
  )
}

const geometryTypes = new Set(['Point', 'LineString', 'LinearRing', 'Polygon', 'MultiGeometry'])

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

/** "longitude,latitude,altitude" apart by blanks. */
function placesOf(text: string): number[][] {
  return text
    .trim()
    .split(/\s+/)
    .filter(Boolean)
    .map((place) => place.split(',').slice(0, 2).map(Number))
}

/** Null for what has no coordinates, or mixes kinds: such a row is refused for having no geometry of one kind. */
function toGeoJson({ type, lines, parts }: Geometry): { type: string; coordinates: unknown } | null {
  if (type === 'Point') return lines[0]?.[0] ? { type, coordinates: lines[0][0] } : null
  if (type === 'LineString') return lines[0] ? { type, coordinates: lines[0] } : null
  if (type === 'LinearRing') return lines[0] ? { type: 'LineString', coordinates: lines[0] } : null
  if (type === 'Polygon') {
    // the rings come as parts (LinearRing inside of boundaries)
    const rings = parts.map((part) => part.lines[0] ?? [])
    return rings.length > 0 ? { type, coordinates: rings } : null
  }
  const made = parts.map(toGeoJson).filter((part) => part !== null)
  const kind = made[0]?.type
  if (kind === undefined || kind.startsWith('Multi') || made.some((part) => part.type !== kind)) return null
  return { type: `Multi${kind}`, coordinates: made.map((part) => part.coordinates) }
}

import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { zipSync } from 'fflate'
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js'
import initSqlJs from 'sql.js'
import { expect, test } from 'vitest'
import { type Encoding, writeShapefile } from '#domain/plan-file/shapefile.ts'
import { writeEwkb } from '#server/postgis-types/index.ts'
import { readFile } from './read-file.ts'
import { UnreadableFile } from './unreadable-file.ts'

/**
 * Files broken anywhere are read or refused by name, in bounded time and memory, and nothing else. A short run by
 * hand, the long one where CI=true; FUZZ_RUNS says another number, FUZZ_SEED repeats one.
 */
const RUNS = Number(process.env.FUZZ_RUNS ?? (process.env.CI === 'true' ? 10_000 : 400))
const SEED = Number(process.env.FUZZ_SEED ?? 7)
/** No mutated file of a few kilobytes may take longer to read or to refuse, on a busy machine. */
const MOST_MILLISECONDS = 3_000
const MOST_ROWS = 100_000

const utf8: Encoding = {
  name: 'UTF-8',
  encode: (text) => new TextEncoder().encode(text),
  decode: (bytes) => new TextDecoder().decode(bytes),
}
const ring: [number, number][] = [
  [117, 28],
  [117.1, 28],
  [117.1, 28.1],
  [117, 28],
]
const feature = {
  type: 'Feature' as const,
  properties: { name: '网格' },
  geometry: { type: 'Polygon' as const, coordinates: [ring] },
}
const geojson = { type: 'FeatureCollection' as const, features: [feature, feature] }
const text = (content: string) => new TextEncoder().encode(content)

async function seeds(): Promise<[name: string, bytes: Uint8Array][]> {
  const { shp, dbf } = writeShapefile(
    { name: 'grid', areas: [{ code: '1', name: '东门', parent: '', kind: 'base', polygons: [[ring]] }] },
    utf8,
  )
  const kml =
    '<kml><Placemark><name>a</name><MultiGeometry><Point><coordinates>1,2</coordinates></Point></MultiGeometry></Placemark></kml>'
  const osm =
    '<osm><node id="1" lat="28" lon="117"/><node id="2" lat="28.1" lon="117"/><way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="steps"/></way></osm>'
  return [
    ['a.zip', zipSync({ 'a.shp': shp, 'a.dbf': dbf }, { level: 0 })],
    ['b.zip', zipSync({ 'a.shp': shp, 'a.dbf': dbf })],
    ['a.fgb', serialize(geojson, 4490)],
    ['a.geojson', text(JSON.stringify(geojson))],
    ['a.topojson', text('{"type":"Topology","objects":{"a":{"type":"LineString","arcs":[0]}},"arcs":[[[1,2],[3,4]]]}')],
    ['a.csv', text('name,lon,lat\n网格,117,28\n"a ""b""",1,2\n')],
    ['a.csv.gz', gzipSync('name,lon,lat\na,117,28\n')],
    ['a.kml', text(kml)],
    ['a.osm', text(osm)],
    ['a.osm.pbf', osmPbf()],
    ['a.xlsx', sheet()],
    ['a.gpkg', await geopackage()],
  ]
}

test(`law: ${RUNS} files broken anywhere are read or refused by name, and nothing hangs`, {
  timeout: 1_200_000,
}, async () => {
  const files = await seeds()
  for (const [name, bytes] of files)
    expect([name, await read(name, bytes)]).toEqual([name, expect.stringMatching(/^read [1-9]/)])
  const before = process.memoryUsage().rss
  const mutation = fc.record({
    file: fc.nat(files.length - 1),
    cut: fc.oneof(
      { weight: 4, arbitrary: fc.constant(1) },
      { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) },
    ),
    changes: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 0, max: 255 })), {
      maxLength: 8,
    }),
  })
  await fc.assert(
    fc.asyncProperty(mutation, async ({ file, cut, changes }) => {
      const [name, seed] = files[file]!
      const bytes = seed.slice(0, Math.ceil(seed.length * cut))
      for (const [place, value] of changes) bytes[Math.floor(place * (bytes.length - 1))] = value
      const started = performance.now()
      expect(await read(name, bytes)).toMatch(/^(read|refused)/)
      expect(performance.now() - started).toBeLessThan(MOST_MILLISECONDS)
    }),
    { numRuns: RUNS, seed: SEED },
  )
  expect(process.memoryUsage().rss - before).toBeLessThan(600_000_000)
})

/** What becomes of a file: how many rows were read, or why not. Anything else that is thrown comes through. */
async function read(name: string, bytes: Uint8Array): Promise<string> {
  try {
    const content = await readFile(bytes, name)
    let rows = 0
    try {
      for (const layer of content.layers)
        for await (const _ of layer.features()) {
          rows += 1
          if (rows > MOST_ROWS) throw new Error(`${name}: more rows than bytes`)
        }
    } finally {
      await content.close()
    }
    return `read ${rows}`
  } catch (error) {
    if (error instanceof UnreadableFile) return `refused: ${error.reason}`
    throw error
  }
}

/** Length-delimited and varint fields of protobuf, as bytes. */
function field(number: number, content: number | readonly number[]): number[] {
  return typeof content === 'number'
    ? [number << 3, ...varint(content)]
    : [(number << 3) | 2, ...varint(content.length), ...content]
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
}

/** A header, then two nodes and a way of steps, unpacked. */
function osmPbf(): Uint8Array {
  const words = ['', 'highway', 'steps'].map((word) => [...text(word)])
  const strings = field(
    1,
    words.flatMap((word) => field(1, word)),
  )
  const zigzag = (value: number) => varint(value * 2)
  const node = (id: number, latitude: number) =>
    field(1, [...[1 << 3, ...zigzag(id)], ...[8 << 3, ...zigzag(latitude)], ...[9 << 3, ...zigzag(1_170_000_000)]])
  const way = field(3, [...field(1, 5), ...field(2, [1]), ...field(3, [2]), ...field(8, [2, 2])])
  const block = [...strings, ...field(2, [...node(1, 280_000_000), ...node(2, 281_000_000), ...way])]
  const blob = (type: string, content: number[]) => {
    const raw = field(1, content)
    const header = [...field(1, [...text(type)]), ...field(3, raw.length)]
    return [0, 0, 0, header.length, ...header, ...raw]
  }
  return Uint8Array.from([...blob('OSMHeader', field(4, [...text('OsmSchema-V0.6')])), ...blob('OSMData', block)])
}

function sheet(): Uint8Array {
  const cells =
    '<row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
  return zipSync({
    'xl/workbook.xml': text('<workbook><sheets><sheet name="a" r:id="r1"/></sheets></workbook>'),
    'xl/_rels/workbook.xml.rels': text(
      '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    'xl/worksheets/sheet1.xml': text(`<worksheet><sheetData>${cells}</sheetData></worksheet>`),
  })
}

async function geopackage(): Promise<Uint8Array> {
  const { Database } = await initSqlJs()
  const db = new Database()
  db.run(`create table gpkg_spatial_ref_sys (srs_id integer, organization text, organization_coordsys_id integer, definition text);
    create table gpkg_geometry_columns (table_name text, column_name text, srs_id integer);
    insert into gpkg_spatial_ref_sys values (4490, 'EPSG', 4490, '');
    insert into gpkg_geometry_columns values ('a', 'geom', 4490); create table a (geom blob, name text)`)
  const ewkb = writeEwkb({ type: 'MultiPolygon', coordinates: [[ring]] })
  db.run('insert into a values (?, ?)', [Uint8Array.from([0x47, 0x50, 0, 1, 0, 0, 0, 0, ...ewkb]), '网格'])
  const bytes = db.export()
  db.close()
  return bytes
}

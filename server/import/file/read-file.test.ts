import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { serialize } from 'flatgeobuf/lib/mjs/geojson.js'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import writeExcelFile from 'write-excel-file/node'
import type { FileContent, SourceFeature } from '#domain/import/file-content.ts'
import { type Encoding, writeShapefile } from '#domain/plan-file/shapefile.ts'
import { readFile } from './read-file.ts'
import { UnreadableFile } from './unreadable-file.ts'

const text = (content: string) => new TextEncoder().encode(content)
const letters = (name: Encoding['name']): Encoding => ({
  name,
  encode: (written) => iconv.encode(written, name),
  decode: (bytes) => iconv.decode(Buffer.from(bytes), name),
})
const ring: [number, number][] = [
  [117, 28],
  [117.1, 28],
  [117.1, 28.1],
  [117, 28],
]
const shapes = (encoding: Encoding['name']) =>
  writeShapefile(
    { name: 'grid', areas: [{ code: '1', name: '东门街道社区', parent: '', kind: 'base', polygons: [[ring]] }] },
    letters(encoding),
  )
const zipped = (files: Record<string, Uint8Array>) => readFile(zipSync(files), 'files.zip')

async function rowsOf(content: FileContent, layer = 0): Promise<SourceFeature[]> {
  const rows: SourceFeature[] = []
  for await (const row of content.layers[layer]!.features()) rows.push(row)
  await content.close()
  return rows
}
const reason = (reading: Promise<unknown>) =>
  reading.then(
    () => 'read',
    (error: unknown) => (error instanceof UnreadableFile ? error.reason : String(error)),
  )

describe('reading files', () => {
  it('reads a zipped shapefile in GBK whose .cpg says UTF-8, and notices', async () => {
    const { shp, dbf } = shapes('GBK')
    const content = await zipped({ 'a/小区.shp': shp, 'a/小区.dbf': dbf, 'a/小区.cpg': text('UTF-8') })
    expect(content.findings.map((finding) => finding.code)).toEqual(['wrong-cpg', 'crs-missing'])
    expect(content.layers[0]).toMatchObject({ name: '小区', encoding: 'GB18030', rows: 1 })
    expect((await rowsOf(content))[0]?.properties.NAME).toBe('东门街道社区')
  })

  it('refuses what is cut, alone or leads out of the archive, each in its own words', async () => {
    const { shp, dbf } = shapes('UTF-8')
    expect(await reason(zipped({ 'a.shp': shp.subarray(0, 120), 'a.dbf': dbf }))).toBe('truncated')
    expect(await reason(zipped({ 'a.shp': shp }))).toBe('missing-part')
    expect(await reason(zipped({ 'a.shp': shp, 'a.dbf': dbf.subarray(0, 100) }))).toBe('truncated')
    expect(await reason(readFile(shp, 'a.shp'))).toBe('missing-part')
    expect(await reason(zipped({ '../../etc/a.shp': shp }))).toBe('unsafe-archive')
    expect(await reason(readFile(zipSync({ 'a.shp': shp }).subarray(0, 80), 'a.zip'))).toBe('malformed')
    expect(await reason(readFile(text('x'), 'a.exe'))).toBe('unknown-format')
    expect(await reason(readFile(new Uint8Array(0), 'a.csv'))).toBe('empty-file')
  })

  it('refuses an archive that would unpack without end, announced or not', async () => {
    const announcing = (bytes: number) => {
      const zip = Buffer.from(zipSync({ 'a.csv': new Uint8Array(1_000_000) }))
      zip.writeUInt32LE(bytes, zip.indexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 24)
      return readFile(zip, 'files.zip')
    }
    expect(await reason(announcing(2_000_000_000))).toBe('archive-too-large')
    expect(await reason(announcing(10))).toBe('malformed')
  })

  it('reads tables in UTF-8, GB18030 and UTF-16, apart by commas, tabs or semicolons', async () => {
    const table = '名称,经度,纬度\n"南门, 东",117.1,28.2\n'
    for (const bytes of [
      text(table),
      iconv.encode(table, 'gb18030'),
      iconv.encode(table, 'utf16le', { addBOM: true }),
    ]) {
      const [row] = await rowsOf(await readFile(bytes, 'places.csv'))
      expect(row).toMatchObject({ properties: { 名称: '南门, 东' }, geometry: { coordinates: [117.1, 28.2] } })
    }
    const [row] = await rowsOf(await readFile(gzipSync('name;x;y\na;1;2\n'), 'places.csv.gz'))
    expect(row?.geometry).toEqual({ type: 'Point', coordinates: [1, 2] })
  })

  it('refuses nonsense instead of reading it for ever', async () => {
    const nonsense = Buffer.alloc(3_000_000, 'a')
    expect(await reason(readFile(nonsense, 'a.csv'))).toBe('malformed')
    for (const name of ['a.geojson', 'a.kml', 'a.osm', 'a.osm.pbf', 'a.fgb', 'a.gpkg', 'a.xlsx', 'a.topojson'])
      expect([name, await reason(readFile(nonsense, name))]).toEqual([name, 'malformed'])
    expect(await reason(readFile(Buffer.alloc(5_000), 'a.csv'))).toBe('not-text')
  })

  it('reads sheets: dates as dates, of formulas the saved value', async () => {
    const cell = (value: string | number) => ({ value, type: typeof value === 'number' ? Number : String })
    const day = { value: new Date(Date.UTC(2024, 0, 31)), type: Date, format: 'yyyy-mm-dd' }
    const bytes = await writeExcelFile([
      [cell('name'), cell('lon'), cell('lat'), cell('opened')],
      [cell('东门'), cell(117.1), cell(28.2), day],
    ] as never).toBuffer()
    const content = await readFile(bytes, 'places.xlsx')
    expect((await rowsOf(content))[0]).toEqual({
      row: 1,
      properties: { name: '东门', lon: 117.1, lat: 28.2, opened: '2024-01-31' },
      geometry: { type: 'Point', coordinates: [117.1, 28.2] },
    })
  })

  it('reads FlatGeobuf, KML and OpenStreetMap XML', async () => {
    const feature = {
      type: 'Feature' as const,
      properties: { name: 'a' },
      geometry: { type: 'Polygon' as const, coordinates: [ring] },
    }
    const fgb = await readFile(serialize({ type: 'FeatureCollection', features: [feature] }, 4490), 'a.fgb')
    expect(fgb.layers[0]?.crs).toBe('EPSG:4490')
    expect((await rowsOf(fgb))[0]).toMatchObject({ properties: { name: 'a' }, geometry: feature.geometry })
    const kml = await readFile(
      text(
        '<kml><Document><Folder><name>东</name><Placemark><name>网格</name><ExtendedData><Data name="户数"><value>300</value></Data></ExtendedData><Polygon><outerBoundaryIs><LinearRing><coordinates>117,28,0 117.1,28,0 117.1,28.1,0 117,28,0</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark></Folder></Document></kml>',
      ),
      'a.kml',
    )
    expect((await rowsOf(kml))[0]).toMatchObject({
      properties: { name: '网格', folder: '东', 户数: '300' },
      geometry: { type: 'Polygon', coordinates: [ring] },
    })
    const osm =
      '<osm><way id="5"><nd ref="1"/><nd ref="2"/><tag k="highway" v="steps"/></way><node id="2" lat="28" lon="117"/><node id="1" lat="28.1" lon="117"/></osm>'
    for (const [bytes, name] of [
      [text(osm), 'a.osm'],
      [gzipSync(osm), 'a.osm.gz'],
    ] as const) {
      const content = await readFile(bytes, name)
      const walk = content.layers.findIndex((layer) => layer.name === 'walk')
      expect((await rowsOf(content, walk))[0]).toMatchObject({
        properties: { id: 'way/5#0', kind: 'steps' },
        geometry: {
          coordinates: [
            [117, 28.1],
            [117, 28],
          ],
        },
      })
    }
  })
})

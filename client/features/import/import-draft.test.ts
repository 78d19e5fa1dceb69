import { expect, test } from 'vitest'
import type { ImportFile } from '#domain/contract/import.ts'
import { bodyOf, draftOf } from './import-draft.ts'

const file = (name: string, columns: string[]): ImportFile => ({
  id: 'a'.repeat(24),
  name,
  bytes: 10,
  format: 'shapefile',
  layers: [
    {
      name: '公园',
      fields: columns.map((column) => ({ name: column, cut: false })),
      crs: null,
      encoding: 'UTF-8',
      rows: 1,
    },
  ],
  findings: [],
})

test('columns are proposed by what people call them, and a key that tells rows apart', () => {
  const draft = draftOf(file('parks.zip', ['编号', '公园名称', '类型']))
  expect(draft).toMatchObject({ target: 'green', key: '编号', fields: { name: '公园名称', kind: '类型' } })
})

test('two files with Chinese names are two sources, whose names the server takes', () => {
  const [one, other] = ['公园.geojson', '绿地.geojson'].map((name) => draftOf(file(name, [])).source)
  expect(one).toMatch(/^[a-z0-9-]{1,60}$/)
  expect(one).not.toBe(other)
})

test('a constant is sent as one, a polygon stands for a station as a point', () => {
  const draft = {
    ...draftOf(file('a.zip', ['n'])),
    target: 'station' as const,
    fields: { name: 'n', level: '=zone', kind: '' },
  }
  const rows = [{ row: 1, values: {}, geometry: { type: 'Polygon' } }]
  expect(bodyOf(file('a.zip', ['n']), draft, rows, true).source).toMatchObject({
    fields: { name: 'n', level: { value: 'zone' } },
    geometry: 'point-inside',
  })
})

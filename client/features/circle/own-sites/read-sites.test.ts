import { describe, expect, it } from 'vitest'
import type { Box } from '#domain/contract/common.ts'
import { MOST_BYTES, readSites } from './read-sites.ts'

const county: Box = [120.6, 37.5, 120.9, 37.9]
const bytes = (text: string) => new TextEncoder().encode(text)
const csv = (text: string) => readSites('list.csv', bytes(text), county)

describe('a list of places', () => {
  it('is read from a table whatever its columns are called, in Chinese or English', () => {
    const told = csv('名称,类型,经度,纬度\n东关社区用房,社区用房,120.75,37.75\n"南街, 物业",物业,120.76,37.76\n')
    expect(told).toEqual({
      ok: true,
      sites: [
        { name: '东关社区用房', position: [120.75, 37.75] },
        { name: '南街, 物业', position: [120.76, 37.76] },
      ],
      left: { noPlace: 0, outside: 0, twice: 0 },
    })
    expect(csv('\uFEFFname;lat;lon\nA;37.75;120.75\n')).toMatchObject({ ok: true, sites: [{ name: 'A' }] })
  })

  it('is read in GB18030', () => {
    // 名称
    const head = Uint8Array.of(0xc3, 0xfb, 0xb3, 0xc6)
    const rest = bytes(',lon,lat\nA,120.75,37.75\n')
    const told = readSites('gb.csv', Uint8Array.from([...head, ...rest]), county)
    expect(told).toMatchObject({ ok: true, sites: [{ name: 'A', position: [120.75, 37.75] }] })
  })

  it('is read from GeoJSON, a building at its middle', () => {
    const feature = (geometry: object, name: string) => ({ type: 'Feature', properties: { name }, geometry })
    const ring = [
      [120.7, 37.6],
      [120.702, 37.6],
      [120.702, 37.602],
      [120.7, 37.602],
    ]
    const file = {
      type: 'FeatureCollection',
      features: [
        feature({ type: 'Point', coordinates: [120.75, 37.75] }, 'A'),
        feature({ type: 'MultiPolygon', coordinates: [[ring]] }, 'B'),
        { type: 'Feature', properties: null, geometry: null },
      ],
    }
    expect(readSites('a.geojson', bytes(JSON.stringify(file)), county)).toEqual({
      ok: true,
      sites: [
        { name: 'A', position: [120.75, 37.75] },
        { name: 'B', position: [120.701, 37.601] },
      ],
      left: { noPlace: 1, outside: 0, twice: 0 },
    })
  })

  it('leaves rows without a place, outside the county and at a place already listed, and counts them', () => {
    const told = csv('name,lon,lat\nA,120.75,37.75\nB,120.75,37.75\nC,,\nD,116.4,39.9\nE,x,y\n')
    expect(told).toMatchObject({ ok: true, left: { noPlace: 2, outside: 1, twice: 1 } })
  })

  it('may hold 10,000 places and no more', () => {
    const rows = (count: number) =>
      `name,lon,lat\n${Array.from({ length: count }, (_, at) => `n${at},${120.7 + at * 1e-6},37.7`).join('\n')}`
    expect(csv(rows(10_000))).toMatchObject({ ok: true })
    expect(csv(rows(10_001))).toEqual({ ok: false, reason: 'too-many', value: '10001' })
  })

  it.each([
    ['no-columns', 'name,street\nA,B\n'],
    ['no-places', 'name,lon,lat\nA,,\n'],
    ['swapped', 'name,lon,lat\nA,37.75,120.75\n'],
    ['outside-county', 'name,lon,lat\nA,116.4,39.9\n'],
    ['not-geojson', '{"type":"FeatureCollection","features":[{'],
    ['not-geojson', '{"type":"Topology"}'],
    ['no-columns', ''],
    ['not-csv', 'name,lon,lat\n"A,120.7,37.7\n'],
    ['not-text', 'PK\u0003\u0004'],
  ])('is refused: %s', (reason, text) => {
    expect(csv(text)).toMatchObject({ ok: false, reason })
  })

  it('is refused unread where it is too large', () => {
    expect(readSites('big.csv', new Uint8Array(MOST_BYTES + 1), county)).toMatchObject({ reason: 'too-large' })
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { repairGeometry } from './repair-geometry.ts'

const same = (x: number, y: number): [number, number] => [x, y]

test('an unclosed ring is closed and said so', () => {
  const repaired = repairGeometry(
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
        ],
      ],
    },
    same,
  )
  expect(repaired).toEqual({
    ok: true,
    geometry: {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 0],
        ],
      ],
    },
    repairs: ['ring-closed'],
  })
})

test('a hole of two points is dropped, an outer ring of two points takes its polygon along', () => {
  const square = [
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 0],
  ]
  const hole = repairGeometry(
    {
      type: 'Polygon',
      coordinates: [
        square,
        [
          [1, 1],
          [2, 2],
        ],
      ],
    },
    same,
  )
  expect(hole.ok && hole.repairs).toContain('short-ring-dropped')
  expect(
    repairGeometry(
      {
        type: 'Polygon',
        coordinates: [
          [
            [1, 1],
            [2, 2],
          ],
          square,
        ],
      },
      same,
    ),
  ).toMatchObject({ ok: false, reason: 'nothing-left' })
  const multi = repairGeometry(
    {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [1, 1],
            [2, 2],
          ],
        ],
        [square],
      ],
    },
    same,
  )
  expect(multi.ok && multi.geometry).toEqual({ type: 'MultiPolygon', coordinates: [[square]] })
})

test.each([
  [null, 'no-geometry'],
  [{ type: 'Blob', coordinates: [] }, 'unknown-geometry-type'],
  [{ type: 'GeometryCollection', geometries: [] }, 'unknown-geometry-type'],
  [{ type: 'Point', coordinates: ['1', 2] }, 'not-coordinates'],
  [{ type: 'Point' }, 'not-coordinates'],
  [{ type: 'Point', coordinates: [Number.NaN, 2] }, 'not-finite'],
  [{ type: 'Point', coordinates: [1, Number.POSITIVE_INFINITY] }, 'not-finite'],
  [{ type: 'Point', coordinates: [500000, 4000000] }, 'outside-the-world'],
  [
    {
      type: 'LineString',
      coordinates: [
        [1, 1],
        [1, 1],
      ],
    },
    'nothing-left',
  ],
  [{ type: 'Polygon', coordinates: {} }, 'not-coordinates'],
])('%j is refused as %s', (geometry, reason) => {
  expect(repairGeometry(geometry, same)).toMatchObject({ ok: false, reason })
})

test('every kept position lies on the lattice and every ring is closed', () => {
  const position = fc.tuple(
    fc.double({ min: -180, max: 180, noNaN: true }),
    fc.double({ min: -90, max: 90, noNaN: true }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(position, { maxLength: 8 }), { maxLength: 3 }), (coordinates) => {
      const repaired = repairGeometry({ type: 'Polygon', coordinates }, same)
      if (!repaired.ok || repaired.geometry.type !== 'Polygon') return
      for (const ring of repaired.geometry.coordinates) {
        expect(ring.length).toBeGreaterThanOrEqual(4)
        expect(ring[0]).toEqual(ring.at(-1))
        for (const [x] of ring) expect(Math.round(x! * 1e7) / 1e7).toBe(x)
      }
    }),
  )
})

test('anything at all is answered, never thrown', () => {
  fc.assert(
    fc.property(
      fc.anything(),
      fc.constantFrom('Point', 'LineString', 'Polygon', 'MultiPolygon'),
      (coordinates, type) => {
        expect(typeof repairGeometry({ type, coordinates }, same).ok).toBe('boolean')
      },
    ),
  )
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Box, fileNameOf, layOut, paperSizes } from './paper.ts'

const windows = fc.record({ width: fc.integer({ min: 360, max: 7680 }), height: fc.integer({ min: 360, max: 4320 }) })

describe('a sheet', () => {
  it('has its parts one below the other, within its margins, whatever the screen', () => {
    fc.assert(
      fc.property(fc.constantFrom(...paperSizes), windows, (size, map) => {
        const sheet = layOut(size, map, 16, 18)
        const parts: Box[] = [sheet.header, sheet.map, sheet.legend, sheet.footer]
        for (const [index, part] of parts.entries()) {
          const above = parts[index - 1]
          expect(part.height).toBeGreaterThan(0)
          expect(part.x + part.width).toBeLessThanOrEqual(sheet.width)
          expect(part.y + part.height).toBeLessThanOrEqual(sheet.height)
          if (above) expect(part.y).toBeGreaterThanOrEqual(above.y + above.height)
        }
        expect(sheet.map.width).toBeCloseTo(sheet.pixelRatio * map.width, -1)
        expect(sheet.map.height).toBeLessThanOrEqual(Math.ceil(sheet.pixelRatio * map.height))
      }),
      { seed: 31 },
    )
  })

  it('is A4 and A3 at 300 dots an inch, upright for an upright map', () => {
    const wide = { width: 1920, height: 1080 }
    expect(layOut('a4', wide, 16, 18)).toMatchObject({ width: 3508, height: 2480, dotsPerInch: 300 })
    expect(layOut('a3', wide, 16, 18)).toMatchObject({ width: 4961, height: 3508 })
    expect(layOut('a4', { width: 800, height: 1200 }, 16, 18)).toMatchObject({ width: 2480, height: 3508 })
  })

  it('shows the whole map at twice its size on a sheet for the screen', () => {
    const { map, pixelRatio } = layOut('screen', { width: 1280, height: 800 }, 16, 18)
    expect([map.width, map.height, pixelRatio]).toEqual([2560, 1600, 2])
  })
})

describe('a file name', () => {
  it('holds county, kind and day, and nothing that a file system refuses', () => {
    expect(fileNameOf('云帆区', '事项密度', '2026-11-21T06:30:00Z', 'png')).toBe('云帆区-事项密度-2026-11-21.png')
    expect(fileNameOf('A/B', 'Issues: "hot"\n', '2026-11-21', 'pdf')).toBe('A B-Issues hot-2026-11-21.pdf')
  })
})

import { expect, it } from 'vitest'
import { fileNameOf } from './file-name.ts'
import { briefMaterial } from './test-material.ts'

it('names the file by place, minutes, paper and the county’s own day, without what file systems refuse', () => {
  const evening = Date.UTC(2026, 10, 20, 17)
  expect(fileNameOf(briefMaterial({ madeAt: evening }))).toBe('云帆区-15-min-A4-2026-11-21.pdf')
  const station = { code: 's', name: '/../Pier <b>: "1"', position: [120, 37] as [number, number] }
  expect(fileNameOf(briefMaterial({ station, size: 'a3', madeAt: evening }))).toBe('Pier-b-1-15-min-A3-2026-11-21.pdf')
})

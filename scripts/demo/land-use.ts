import type { RowRule } from './layout.ts'
import type { District, Use } from './plan.types.ts'

/** Shares of land uses in a district; a piece of land draws one. */
export const landUse: Record<Exclude<District, 'rural' | 'hills' | 'cape'>, [Use, number][]> = {
  oldtown: [
    ['lanes', 66],
    ['slabs', 12],
    ['market', 6],
    ['office', 4],
    ['school', 4],
    ['park', 4],
    ['mall', 2],
    ['square', 2],
  ],
  west: [
    ['slabs', 60],
    ['office', 8],
    ['school', 8],
    ['market', 6],
    ['park', 8],
    ['towers', 8],
    ['mall', 3],
  ],
  east: [
    ['slabs', 44],
    ['towers', 14],
    ['office', 12],
    ['school', 9],
    ['park', 9],
    ['mall', 6],
    ['square', 2],
    ['market', 3],
  ],
  newtown: [
    ['towers', 46],
    ['slabs', 6],
    ['park', 12],
    ['school', 9],
    ['office', 12],
    ['mall', 6],
    ['vacant', 9],
  ],
  seaside: [
    ['hotel', 34],
    ['park', 38],
    ['slabs', 14],
    ['square', 8],
    ['mall', 6],
  ],
  harbour: [['port', 100]],
  industry: [
    ['sheds', 86],
    ['slabs', 7],
    ['park', 3],
    ['vacant', 4],
  ],
}

/** Hectares above which land in a district is divided by lanes. */
export const pieceHectares: Record<Exclude<District, 'rural' | 'hills' | 'cape'>, number> = {
  oldtown: 0.85,
  west: 2.7,
  east: 2.9,
  newtown: 5.6,
  seaside: 3.4,
  harbour: 5,
  industry: 6.5,
}

export const rowRules: Partial<Record<Use, RowRule>> = {
  slabs: { lengths: [30, 30, 45], depth: 12.5, pitch: 33, gap: 8, setback: 4, avenue: 11 },
  towers: { lengths: [26, 30], depth: 16, pitch: 50, gap: 21, setback: 8, avenue: 22, skip: 0.06 },
  village: { lengths: [12.5], depth: 9.5, pitch: 20, gap: 1.4, setback: 2, avenue: 5, aligned: true, skip: 0.05 },
  sheds: { lengths: [58, 76, 96], depth: 40, pitch: 60, gap: 17, setback: 9, avenue: 16 },
  port: { lengths: [50, 80, 110], depth: 28, pitch: 62, gap: 24, setback: 12, avenue: 18, skip: 0.25 },
  school: { lengths: [44, 58], depth: 14, pitch: 42, gap: 16, setback: 10, avenue: 18, skip: 0.3 },
  hospital: { lengths: [52, 66], depth: 20, pitch: 46, gap: 16, setback: 9, avenue: 18, skip: 0.12 },
  office: { lengths: [34, 48], depth: 17, pitch: 46, gap: 18, setback: 9, avenue: 20, skip: 0.15 },
  mall: { lengths: [64, 90], depth: 46, pitch: 72, gap: 18, setback: 8, avenue: 18 },
  market: { lengths: [38, 52], depth: 15, pitch: 24, gap: 7, setback: 4, avenue: 9 },
  hotel: { lengths: [36, 52], depth: 16, pitch: 48, gap: 22, setback: 12, avenue: 18, skip: 0.2 },
  park: { lengths: [13], depth: 9, pitch: 90, gap: 80, setback: 18, avenue: 8, skip: 0.6 },
}

/** Free metres between a wall and the middle of what it borders. */
export const setbackOf = { coast: 26, boundary: 2, river: 0, arterial: 17, street: 10.5, lane: 4.5, plot: 0.4 } as const

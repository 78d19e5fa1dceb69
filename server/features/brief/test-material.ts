import { at, latticeLines } from '#domain/coverage/test-town.ts'
import type { BriefLeftOut, BriefMaterial } from './material.ts'

/** Scattered and the same every time: no two neighbours are alike. */
let step = 0
const random = () => {
  step += 1
  return (step * 0.618_034) % 1
}

/** So many places left out, the most households first. */
export function leftOutPlaces(count: number, name = '紫金新城'): BriefLeftOut[] {
  return Array.from({ length: count }, (_, number) => ({
    kind: 'compound' as const,
    name: `${name}${number + 1}`,
    position: at(random() * 3000, random() * 2000),
    households: 10 * (count - number),
    walkMinutes: number === 0 ? null : 16 + (number % 9),
    nearest: '振华社区党群服务中心',
    reason: 'far' as const,
    savedMinutes: null,
  }))
}

/** A brief of a small invented county, 15 minutes, with the parts given otherwise. */
export function briefMaterial(parts: Partial<BriefMaterial> = {}): BriefMaterial {
  const [west, south] = at(0, 0)
  const [east, north] = at(3000, 2000)
  return {
    size: 'a4',
    language: 'zh',
    county: {
      name: '云帆区',
      demo: false,
      timeZone: 'Asia/Shanghai',
      attribution: '县大数据局',
      dataAt: Date.UTC(2026, 10, 20, 17),
    },
    walk: { profile: 'adult', minutes: 15, kilometersPerHour: 5 },
    chosen: { stations: { levels: [], kinds: [], services: [], openAt: null }, direction: 'to' },
    station: null,
    scenario: null,
    figures: {
      reached: { part: 31_720, whole: 35_374, share: 31_720 / 35_374 },
      today: null,
      straight: { part: 34_166, whole: 35_374, share: 34_166 / 35_374 },
      leftOut: 3654,
      straightMeters: 1250,
      stations: 60,
      stationsOffNetwork: 0,
      offNetwork: 0,
      elderly: { reached: 19_926, all: 21_389 },
    },
    leftOut: leftOutPlaces(4),
    site: { reason: 'none' },
    map: {
      box: [west, south, east, north],
      base: [
        { kind: 'water', class: 'lake', name: '', paths: [[at(100, 100), at(600, 100), at(300, 400), at(100, 100)]] },
      ],
      streets: latticeLines(10, 200, 0.9, random).map((line, number) => ({
        startSeconds: number * 10,
        endSeconds: number * 10 + 90,
        line,
      })),
      area: null,
      stations: [{ name: '望海社区党群服务中心', position: at(1500, 1000) }],
      places: [{ name: '滨海街道', position: at(600, 1500) }],
    },
    madeAt: Date.UTC(2026, 10, 21, 6),
    ...parts,
  }
}

import type { Change } from './change.ts'
import type { CoverageSource } from './model.ts'
import { edgeKinds } from './profile.ts'
import { at, randomTown } from './test-town.ts'
import type { WhatIf } from './what-if.ts'

const SIDE = 12

/** A random town with slopes, steps, and four walled compounds, one of them without a gate and one shut at night. */
export function hillTown(random: () => number): CoverageSource {
  const town = randomTown(SIDE, 5, 250, random)
  const { edges, buildings } = town
  edges.kind = edges.kind.map((kind) => (random() < 0.08 ? edgeKinds.indexOf('steps') : kind))
  edges.ascentMeters = edges.lengthMeters.map((meters) =>
    random() < 0.3 ? Number.NaN : (random() - 0.5) * meters * 0.2,
  )
  const compounds = [0, 1, 2, 3].map((number) => {
    const [x, y] = [200 + 400 * (number % 2), 250 + 400 * Math.floor(number / 2)]
    const ring = [at(x, y), at(x + 70, y), at(x + 70, y + 70), at(x, y + 70), at(x, y)]
    return {
      code: `c${number}`,
      name: `Compound ${number}`,
      enclosure: {
        polygons: [[ring]],
        gates: number === 0 ? [] : [at(x + 70, y + 35)],
        gateHours: number === 1 ? [{ opensMinute: 300, closesMinute: 60 }] : [],
      },
    }
  })
  for (let place = 0; place < 40; place++) {
    const number = place % 4
    const home = at(205 + 400 * (number % 2) + random() * 60, 255 + 400 * Math.floor(number / 2) + random() * 60)
    buildings.longitude[place] = home[0]
    buildings.latitude[place] = home[1]
    buildings.compound[place] = number
  }
  return { ...town, compounds }
}

export function randomChange(random: () => number, whatIf: WhatIf, step: number): Change {
  const place = () => at(random() * SIDE * 100, random() * SIDE * 100)
  const { model } = whatIf
  const station = whatIf.stations()[Math.floor(random() * whatIf.stations().length)]!
  const kind = (['add', 'move', 'move', 'close', 'block', 'path', 'path', 'gate'] as const)[Math.floor(random() * 8)]!
  switch (kind) {
    case 'add':
      return {
        kind: 'add-station',
        code: `n${step}`,
        name: '',
        position: place(),
        level: 'corner',
        services: [],
        hours: [],
        capacityHouseholds: null,
      }
    case 'move':
      return { kind: 'move-station', code: station.code, position: place() }
    case 'close':
      return { kind: 'close-station', code: station.code }
    case 'block':
      return { kind: 'block-edge', edge: model.network.id[Math.floor(random() * model.network.edgeCount)]! }
    case 'path':
      return {
        kind: 'add-path',
        id: `p${step}`,
        edgeKind: random() < 0.2 ? 'bridge' : 'footway',
        line: [place(), place()],
      }
    case 'gate': {
      const number = Math.floor(random() * 4)
      const [x, y] = [200 + 400 * (number % 2), 250 + 400 * Math.floor(number / 2)]
      const position = at(x + random() * 70, y)
      return { kind: 'open-gate', compound: `c${number}`, position, opensMinute: 0, closesMinute: 1440 }
    }
  }
}

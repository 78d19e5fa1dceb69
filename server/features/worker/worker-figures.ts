import type { PlacedWorker, PlacedWorkers } from '#domain/contract/worker.ts'
import type { WalkMinutes } from '#domain/coverage/walk-minutes.ts'
import { type CountedPoints, takeCensus, tally } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'
import { facesOf } from '#domain/partition/ground.ts'
import { toLattice } from '#domain/partition/lattice.ts'

/** A worker and the grids of a draft that are theirs. */
export interface Holding {
  person: string
  name: string
  grids: string[]
  placed: boolean
  /** Place of the station among those the minutes were asked of; -1 for none. */
  office: number
}

export interface WorkerGround {
  draft: Draft
  points: CountedPoints
  /** Open issues in lattice steps. */
  open: readonly { x: number; y: number }[]
  walk: WalkMinutes | null
  offices: readonly string[]
}

interface GridCount {
  households: number
  issues: number
  open: number
  /** Places of the walk that lie in it. */
  places: readonly number[]
}

/** Load and way of each worker; what several share counts in equal parts. */
export function figuresOf(
  ground: WorkerGround,
  holdings: readonly Holding[],
): Pick<PlacedWorkers, 'workers' | 'grids'> {
  const counts = countGrids(ground)
  const sharing = new Map<string, number>()
  for (const { grids } of holdings) for (const code of grids) sharing.set(code, (sharing.get(code) ?? 0) + 1)
  const share = (grids: readonly string[], of: (count: GridCount) => number) =>
    grids.reduce((sum, code) => sum + (counts.has(code) ? of(counts.get(code)!) / sharing.get(code)! : 0), 0)
  return {
    workers: holdings.map((holding): PlacedWorker => {
      const { person, name, grids, placed, office } = holding
      return {
        ...{ person, name, grids, placed, office: ground.offices[office] ?? '' },
        households: share(grids, ({ households }) => households),
        issues: share(grids, ({ issues }) => issues),
        open: share(grids, ({ open }) => open),
        ...minutesOf(
          ground.walk,
          office,
          grids.flatMap((code) => counts.get(code)?.places ?? []),
        ),
      }
    }),
    grids: [...ground.draft.grids.values()]
      .filter(({ locked }) => !locked)
      .sort((one, other) => (one.code < other.code ? -1 : 1))
      .map(({ code, name }) => ({ code, name, workers: sharing.get(code) ?? 0 })),
  }
}

function countGrids({ draft, points, open, walk }: WorkerGround): Map<string, GridCount> {
  const none = (length: number) => new Float64Array(length)
  const bare = (x: ArrayLike<number>, y: ArrayLike<number>): CountedPoints => ({
    ...{
      x,
      y,
      households: none(x.length),
      buildings: none(x.length),
      issues: none(x.length),
      compound: none(x.length),
    },
  })
  const census = takeCensus(draft.partition, points)
  const opened = takeCensus(
    draft.partition,
    bare(
      open.map(({ x }) => x),
      open.map(({ y }) => y),
    ),
  )
  const lived = walk
    ? takeCensus(draft.partition, bare(Array.from(walk.longitude, toLattice), Array.from(walk.latitude, toLattice)))
    : null
  return new Map(
    [...draft.grids.keys()].map((code) => {
      const faces = facesOf(draft, code)
      const { households, issues } = tally(
        points,
        faces.flatMap((face) => census.of.get(face) ?? []),
      )
      return [
        code,
        {
          ...{ households, issues },
          open: faces.reduce((sum, face) => sum + (opened.of.get(face)?.length ?? 0), 0),
          places: faces.flatMap((face) => lived?.of.get(face) ?? []),
        },
      ]
    }),
  )
}

/** The mean over households, to a tenth, and the farthest building where somebody lives. */
function minutesOf(
  walk: WalkMinutes | null,
  office: number,
  places: readonly number[],
): Pick<PlacedWorker, 'meanMinutes' | 'mostMinutes'> {
  const minutes = walk?.minutes[office]
  if (!walk || !minutes) return { meanMinutes: null, mostMinutes: null }
  let [sum, weight, most] = [0, 0, 0]
  for (const place of places) {
    const households = walk.households[place]!
    if (minutes[place]! < 0 || households === 0) continue
    sum += minutes[place]! * households
    weight += households
    most = Math.max(most, minutes[place]!)
  }
  if (weight === 0) return { meanMinutes: null, mostMinutes: null }
  return { meanMinutes: Math.round((sum / weight) * 10) / 10, mostMinutes: most }
}

import type { AutoplanTaskAnswer } from '#domain/contract/autoplan.ts'
import type { Path } from '#domain/partition/lattice.ts'
import type { Job } from './read-job.ts'

/** A job as it is sent to a browser that draws it itself. */
export function taskFor({ scope, task, staying, names }: Job): AutoplanTaskAnswer {
  const { roads, water, compounds, buildings } = task.features
  const numbers = (path: Path) => [...path]
  return {
    scope,
    free: task.free.map(({ polygons, ...grid }) => ({
      ...grid,
      polygons: polygons.map((rings) => rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y]))),
    })),
    communities: [...names.communityNames].map(([code, name]) => ({ code, name })),
    compoundNames: [...names.compoundNames],
    features: {
      roads: roads.map(({ kind, line }) => ({ kind, line: numbers(line) })),
      water: water.map((rings) => rings.map(numbers)),
      compounds: compounds.map(({ code, polygons }) => ({
        code,
        polygons: polygons.map((rings) => rings.map(numbers)),
      })),
      buildings: buildings.map(({ footprint, ...one }) => ({ ...one, footprint: footprint.map(numbers) })),
    },
    issues: { x: [...task.issues.x], y: [...task.issues.y], issues: [...task.issues.issues] },
    staying,
  }
}

import type { AutoplanTaskAnswer } from '#domain/contract/autoplan.ts'
import { featuresTold } from './features-told.ts'
import type { Job } from './read-job.ts'

/** A job as it is sent to a browser that draws it itself. */
export function taskFor({ scope, task, staying, names }: Job): AutoplanTaskAnswer {
  return {
    scope,
    free: task.free.map(({ polygons, ...grid }) => ({
      ...grid,
      polygons: polygons.map((rings) => rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y]))),
    })),
    communities: [...names.communityNames].map(([code, name]) => ({ code, name })),
    compoundNames: [...names.compoundNames],
    features: featuresTold(task.features),
    issues: { x: [...task.issues.x], y: [...task.issues.y], issues: [...task.issues.issues] },
    kept: { ...task.kept, households: [...task.kept.households] },
    staying,
  }
}

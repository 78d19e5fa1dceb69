import type { WallScene, WallStep } from '#domain/contract/wall.ts'

/** What a county has that scenes are made of. */
export interface WallFacts {
  streets: readonly string[]
  categories: readonly string[]
  stations: number
  /** Grids or micro-grids that hot spots are found among. */
  grids: number
  /** Code of the street or community that the screen was given to, the only one of `streets` then; null: the whole county. */
  area: string | null
}

/** A scene that is alone stays, whatever its time. */
const HOME_SECONDS = 60

/** Whether there is anything to show: a scene whose data is not there is simply not offered. */
export function isOffered(scene: WallScene, facts: WallFacts): boolean {
  switch (scene.kind) {
    case 'county':
    case 'issue':
      return true
    case 'street':
      return facts.streets.includes(scene.street)
    case 'each-street':
      return facts.streets.length > 0
    case 'hot-spots':
      return facts.grids > 0
    case 'circles':
      return facts.stations > 0
    case 'category':
      return facts.categories.includes(scene.category)
  }
}

/**
 * The steps that a wall walks through: what is offered, and each street where all of them are asked for. On a screen that
 * was given to one area that area stands where the whole county would.
 */
export function offeredSteps(steps: readonly WallStep[], facts: WallFacts): WallStep[] {
  const offered = steps
    .filter((step) => isOffered(step.scene, facts))
    .flatMap((step) =>
      step.scene.kind === 'each-street'
        ? facts.streets.map((street) => ({ ...step, scene: { kind: 'street', street } as const }))
        : [step],
    )
  if (facts.area === null) return offered
  const home = { kind: 'street', street: facts.area } as const
  if (offered.length === 0) return [{ scene: home, seconds: HOME_SECONDS, transition: 'fly' }]
  return offered.map((step) => (step.scene.kind === 'county' ? { ...step, scene: home } : step))
}

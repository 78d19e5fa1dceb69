/** What a planner asks for beyond the norm; each from 0 (no matter) to 1. */
export interface Wishes {
  /** Short borders. */
  compact: number
  /** Borders on arterial roads and rivers rather than on lanes and between buildings. */
  alongRoads: number
  /** Households of every grid near the aim. */
  evenHouseholds: number
  /** Issues of a year alike in every grid. */
  evenIssues: number
  /** Few households whose grid becomes another one. */
  fewMoved: number
}

/** How a plan stands to each wish: 0 is best; made so that 1 is about as bad as a plan drawn at random. */
export type Standing = Wishes

/** How much worse one plan is than another, all wishes together. */
export function worth(standing: Standing, wishes: Wishes): number {
  return (
    wishes.compact * standing.compact +
    wishes.alongRoads * standing.alongRoads +
    wishes.evenHouseholds * standing.evenHouseholds +
    wishes.evenIssues * standing.evenIssues +
    wishes.fewMoved * standing.fewMoved * 4
  )
}

/** A plan as a planner who changes nothing asks for it; which area is added. */
export const autoplanAsked = {
  norm: [200, 400],
  aim: 300,
  microNorm: [20, 50],
  wishes: { compact: 1, alongRoads: 1, evenHouseholds: 0.5, evenIssues: 0, fewMoved: 0 },
  start: 'anew',
  names: { grid: '{home}{number}', microGrid: '{home}-{number}' },
}

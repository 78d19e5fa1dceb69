import type { AreaFigure, AreaFigures } from '../areas/area-figures.ts'
import { figuresByCode } from '../areas/area-figures.ts'

/** The `most` areas that say most, strongest first: the highest rates (or largest changes), spots by z, patterns by trend. Pure. */
export function rankAreas(figures: AreaFigures, most: number): AreaFigure[] {
  const told = [...figuresByCode(figures).values()].filter((figure) => strengthOf(figure) > 0)
  return told.sort((one, other) => strengthOf(other) - strengthOf(one)).slice(0, most)
}

function strengthOf(figure: AreaFigure): number {
  switch (figure.kind) {
    case 'rate': {
      const { smoothed, before, count } = figure.area
      if (smoothed === null) return 0
      if (before) return before.smoothed === null ? 0 : Math.abs(smoothed - before.smoothed)
      return count === 0 ? 0 : smoothed
    }
    case 'significance':
      return figure.area.class === 'hot' || figure.area.class === 'cold' ? Math.abs(figure.area.z) : 0
    case 'emerging':
      // what is hot or cold now before what was
      return figure.area.pattern === null
        ? 0
        : 1 + Math.abs(figure.area.z.at(-1) ?? 0) + (figure.area.significant.at(-1) === 0 ? 0 : 100)
  }
}

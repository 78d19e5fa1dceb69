import type { MapView } from '#client/map/map-view.types.ts'
import type { AreaFigures, Areas } from '../areas/area-figures.ts'
import type { Heat } from '../heat.ts'
import type { HeatChoice } from '../heat-choice.ts'
import type { HeatPlace } from '../heat-questions.ts'
import { TopAreas } from './TopAreas.tsx'
import { TopPeaks } from './TopPeaks.tsx'

export interface TopListProps {
  view: MapView
  choice: HeatChoice
  place: HeatPlace
  of: { kind: 'density'; heat: Heat } | { kind: 'areas'; areas: Areas; figures: AreaFigures }
}

/** The strongest places of what is shown, as a table that keys walk through. */
export default function TopList({ view, choice, place, of }: TopListProps) {
  return of.kind === 'density' ? (
    <TopPeaks view={view} choice={choice} place={place} heat={of.heat} />
  ) : (
    <TopAreas view={view} choice={choice} areas={of.areas} figures={of.figures} />
  )
}

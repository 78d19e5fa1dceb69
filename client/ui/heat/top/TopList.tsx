import type { MapView } from '#client/map/map-view.types.ts'
import type { AreaFeature, AreaFigures, Areas } from '../areas/area-figures.ts'
import type { Heat } from '../heat.ts'
import type { IssueTarget } from '../heat-body.types.ts'
import type { HeatChoice } from '../heat-choice.ts'
import type { HeatPlace } from '../heat-questions.ts'
import { TopAreas } from './TopAreas.tsx'
import { TopPeaks } from './TopPeaks.tsx'

export interface TopListProps {
  view: MapView
  choice: HeatChoice
  place: HeatPlace
  of:
    | { kind: 'density'; heat: Heat; targetOf: (longitude: number, latitude: number) => IssueTarget }
    | { kind: 'areas'; areas: Areas; figures: AreaFigures; targetOf: (area: AreaFeature) => IssueTarget }
  /** Lists the issues behind a place. */
  onList(target: IssueTarget): void
}

/** The strongest places of what is shown, as a table that keys walk through. */
export default function TopList({ view, choice, place, of, onList }: TopListProps) {
  return of.kind === 'density' ? (
    <TopPeaks {...{ view, choice, place, onList }} heat={of.heat} targetOf={of.targetOf} />
  ) : (
    <TopAreas {...{ view, choice, onList }} areas={of.areas} figures={of.figures} targetOf={of.targetOf} />
  )
}

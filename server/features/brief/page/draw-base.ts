import type { Projection } from '#server/print/projection.ts'
import { trace } from '#server/print/trace.ts'
import type { BaseFeature, BaseKind } from '../material.ts'
import { ink } from './ink.ts'
import type { Sheet } from './sheet.ts'

/** Points of the white roadway by class, on A4 at street scale. */
const roadWidths: Record<string, number> = { motorway: 2.6, arterial: 2.2, street: 1.5, lane: 0.9, path: 0.5 }

/** Land, water, green, compounds, buildings and roads: pale, so that the figures' colours lie above them. */
export function drawBase({ doc, layout }: Sheet, projection: Projection, base: readonly BaseFeature[]): void {
  const { map } = layout
  doc.rect(map.x, map.y, map.width, map.height).fill(ink.land)
  const of = (kind: BaseKind) => base.filter((feature) => feature.kind === kind)
  const fill = (kind: BaseKind, color: string, line?: string) => {
    const features = of(kind)
    if (features.length === 0) return
    // one path for each: rings of neighbours must not cut holes into each other
    for (const { paths } of features) {
      trace(doc, projection, paths, true)
      if (line) doc.lineWidth(0.35).fillAndStroke(color, line, 'even-odd')
      else doc.fill(color, 'even-odd')
    }
  }
  fill('green', ink.green)
  fill('water', ink.water, ink.shore)
  fill('compound', ink.compound, ink.compoundLine)
  fill('building', ink.building)
  const roads = of('road')
  const scale = roadScale(projection)
  for (const [add, color] of [[0.7, ink.roadCasing] as const, [0, ink.road] as const])
    for (const [name, width] of Object.entries(roadWidths).reverse()) {
      const paths = roads.filter((road) => road.class === name).flatMap((road) => road.paths)
      if (paths.length === 0) continue
      trace(doc, projection, paths)
      doc
        .lineCap('round')
        .lineJoin('round')
        .lineWidth(width * scale + add)
        .stroke(color)
    }
}

/** Roads thin out where the map shows a whole county. */
function roadScale({ pointsPerMeter }: Projection): number {
  return Math.min(1.6, Math.max(0.35, pointsPerMeter / 0.1))
}

/** Borders of the county and its streets, above the streets' colours. */
export function drawBorders({ doc }: Sheet, projection: Projection, base: readonly BaseFeature[]): void {
  const lines = (kind: BaseKind) => base.filter((feature) => feature.kind === kind).flatMap((feature) => feature.paths)
  trace(doc, projection, lines('area'))
  doc.lineWidth(0.6).dash(3, { space: 1.5 }).strokeOpacity(0.75).stroke(ink.border)
  trace(doc, projection, lines('county'))
  doc.lineWidth(1.1).undash().strokeOpacity(0.8).stroke(ink.soft).strokeOpacity(1)
}

import type { Position } from '#domain/contract/common.ts'
import { circleRing } from '#domain/coverage/sphere.ts'
import { type StreetPiece, splitByMinute } from '#domain/coverage/street-time.ts'
import type { Projection } from '#server/print/projection.ts'
import { trace } from '#server/print/trace.ts'
import { ink, streetClasses } from './ink.ts'
import type { Sheet } from './sheet.ts'

/** The ground of the walk: a wash with a line around it. */
export function drawArea({ doc }: Sheet, projection: Projection, area: readonly Position[][][]): void {
  for (const polygon of area) trace(doc, projection, polygon, true)
  doc.fillOpacity(0.55).fill(ink.area, 'even-odd').fillOpacity(1)
}

export function drawAreaRim({ doc }: Sheet, projection: Projection, area: readonly Position[][][]): void {
  for (const polygon of area) trace(doc, projection, polygon, true)
  doc.lineWidth(0.7).lineJoin('round').stroke('#1f6a8f')
}

/** Streets by the minutes they are walked in; those beyond the chosen minutes are thin and grey. */
export function drawStreets(
  { doc, layout }: Sheet,
  projection: Projection,
  streets: readonly StreetPiece[],
  minutes: number,
): void {
  const classes = streetClasses.map(() => [] as Position[][])
  const beyond: Position[][] = []
  for (const piece of streets)
    for (const part of splitByMinute(piece)) {
      const number = streetClasses.findIndex(({ upTo }) => part.minute <= upTo)
      if (part.minute > minutes || number < 0) beyond.push(part.line)
      else classes[number]!.push(part.line)
    }
  doc.lineCap('round').lineJoin('round')
  const scale = streetScale(projection) * (layout.type / 8)
  trace(doc, projection, beyond)
  doc
    .lineWidth(0.55 * scale)
    .strokeOpacity(0.8)
    .stroke(ink.beyond)
    .strokeOpacity(1)
  // far ones first: where they meet, the nearer lies above
  for (let number = classes.length - 1; number >= 0; number--) {
    const { color, width } = streetClasses[number]!
    if (classes[number]!.length === 0) continue
    trace(doc, projection, classes[number]!)
    doc.lineWidth(width * scale).stroke(color)
  }
}

function streetScale({ pointsPerMeter }: Projection): number {
  return Math.min(1.15, Math.max(0.4, pointsPerMeter / 0.13))
}

/** The outline that the straight circles around all of `centers` make together, dashed. */
export function drawStraight(
  { doc, layout }: Sheet,
  projection: Projection,
  centers: readonly Position[],
  radiusMeters: number,
): void {
  const radius = radiusMeters * projection.pointsPerMeter
  const placed = centers.map(([longitude, latitude]) => ({ x: projection.x(longitude), y: projection.y(latitude) }))
  const { map } = layout
  doc.lineCap('butt').lineWidth(1).dash(4, { space: 2.6 })
  centers.forEach((center, number) => {
    const { x, y } = placed[number]!
    if (x + radius < map.x || x - radius > map.x + map.width || y + radius < map.y || y - radius > map.y + map.height)
      return
    const near = placed.filter((other, at) => at !== number && Math.hypot(other.x - x, other.y - y) < 2 * radius)
    for (const arc of outerArcs(circleRing(center, radiusMeters, 180), projection, near, radius))
      trace(doc, projection, [arc])
  })
  doc.stroke(ink.text).undash()
}

/** The parts of a ring that lie in none of the other circles. */
function outerArcs(
  ring: readonly Position[],
  projection: Projection,
  others: readonly { x: number; y: number }[],
  radius: number,
): Position[][] {
  const arcs: Position[][] = []
  let open = false
  for (const position of ring) {
    const x = projection.x(position[0])
    const y = projection.y(position[1])
    const outside = !others.some((other) => Math.hypot(other.x - x, other.y - y) < radius * 0.999)
    if (outside && open) arcs.at(-1)!.push(position)
    else if (outside) arcs.push([position])
    open = outside
  }
  return arcs.filter((arc) => arc.length > 1)
}

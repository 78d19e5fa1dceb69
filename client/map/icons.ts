import { stationLevel } from '#domain/contract/station.ts'
import { type Palette, palettes } from '#domain/map-style/palette.ts'
import { planColors } from '#domain/map-style/plan-colors.ts'

/** Picture of a map mark, by its name `<kind>-<state>.<theme>`; null for a name that is none of ours. */
export interface Icon {
  image: ImageData
  pixelRatio: number
}

const pixelRatio = 3
const themes = ['dark', 'light'] as const
const clockStates = ['ontime', 'soon', 'late']

/** Marks that the first picture needs: tiles that find one missing are laid out again, and the map drawn again. */
export const firstIcons: readonly string[] = themes.flatMap((theme) => [
  ...clockStates.map((state) => `cluster-${state}.${theme}`),
  // those on time are circles
  `issue-soon.${theme}`,
  `issue-late.${theme}`,
  ...stationLevel.options.map((level) => `station-${level}.${theme}`),
])

/** Draws the mark a style layer asks for, sharp enough for a wall. */
export function drawIcon(name: string): Icon | null {
  const [, kind, state, theme] = /^(issue|cluster|station|breach)-(\w+)\.(dark|light)$/.exec(name) ?? []
  if (kind === undefined || state === undefined || (theme !== 'dark' && theme !== 'light')) return null
  const sides: Record<string, number> = { issue: 22, cluster: 44, station: 28 }
  // a circle needs less room than a diamond, and what is empty around thousands of marks is drawn too
  const side = name.startsWith('issue-ontime') ? 16 : (sides[kind] ?? 24)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side * pixelRatio
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return null
  context.scale(pixelRatio, pixelRatio)
  context.translate(side / 2, side / 2)
  context.lineJoin = 'round'
  const palette = palettes[theme]
  if (kind === 'issue') drawIssue(context, state, palette)
  else if (kind === 'cluster') drawCluster(context, state, palette)
  else if (kind === 'breach') drawBreach(context, state, planColors[theme])
  else drawStation(context, state, palette)
  return { image: context.getImageData(0, 0, canvas.width, canvas.height), pixelRatio }
}

/** Shape of a clock state around the origin, with radius r: circle, triangle, diamond. */
export function clockShape(state: string, r: number): Path2D {
  const path = new Path2D()
  if (state === 'soon')
    polygon(path, [
      [0, -r * 1.12],
      [r * 1.1, r * 0.82],
      [-r * 1.1, r * 0.82],
    ])
  else if (state === 'late')
    polygon(path, [
      [0, -r * 1.22],
      [r * 1.22, 0],
      [0, r * 1.22],
      [-r * 1.22, 0],
    ])
  else path.arc(0, 0, r, 0, 2 * Math.PI)
  return path
}

function drawIssue(context: CanvasRenderingContext2D, state: string, palette: Palette): void {
  const shape = clockShape(state, state === 'ontime' ? 6 : 7)
  context.lineWidth = 3.2
  context.strokeStyle = palette.markRim
  context.stroke(shape)
  context.fillStyle = colorOf(state, palette)
  context.fill(shape)
}

function drawCluster(context: CanvasRenderingContext2D, state: string, palette: Palette): void {
  const shape = clockShape(state, 15)
  context.fillStyle = palette.halo
  context.globalAlpha = 0.94
  context.fill(shape)
  context.globalAlpha = 1
  context.lineWidth = 2.6
  context.strokeStyle = colorOf(state, palette)
  context.stroke(shape)
}

/** A disc with an exclamation mark: filled where it blocks, a ring where it only warns. */
function drawBreach(
  context: CanvasRenderingContext2D,
  state: string,
  { bad, halo, today }: (typeof planColors)['light' | 'dark'],
): void {
  const [fill, ink] = state === 'block' ? [bad, halo] : [halo, today]
  context.beginPath()
  context.arc(0, 0, 9.5, 0, 2 * Math.PI)
  context.fillStyle = fill
  context.fill()
  context.lineWidth = 2
  context.strokeStyle = ink
  context.stroke()
  context.fillStyle = ink
  context.beginPath()
  context.roundRect(-1.25, -5.5, 2.5, 7, 1)
  context.arc(0, 4.25, 1.5, 0, 2 * Math.PI)
  context.fill()
}

/** A house in a rounded square; the county's has a star, corners are small. */
function drawStation(context: CanvasRenderingContext2D, level: string, palette: Palette): void {
  const halves: Record<string, number> = { county: 12, zone: 10.5, community: 9, grid: 7, corner: 5 }
  const half = halves[level] ?? 6
  const tile = new Path2D()
  tile.roundRect(-half, -half, 2 * half, 2 * half, half * 0.38)
  context.lineWidth = 2.4
  context.strokeStyle = palette.stationRim
  context.stroke(tile)
  context.fillStyle = palette.station
  context.fill(tile)
  context.fillStyle = palette.stationGlyph
  if (level === 'county') context.fill(star(half * 0.68))
  else context.fill(house(half * 0.6))
}

function house(r: number): Path2D {
  const path = new Path2D()
  polygon(path, [
    [0, -r],
    [r * 1.1, -r * 0.1],
    [r * 0.75, -r * 0.1],
    [r * 0.75, r * 0.85],
    [-r * 0.75, r * 0.85],
    [-r * 0.75, -r * 0.1],
    [-r * 1.1, -r * 0.1],
  ])
  return path
}

function star(r: number): Path2D {
  const path = new Path2D()
  const corners = Array.from({ length: 10 }, (_, at): [number, number] => {
    const angle = (at * Math.PI) / 5 - Math.PI / 2
    const radius = at % 2 === 0 ? r : r * 0.42
    return [Math.cos(angle) * radius, Math.sin(angle) * radius]
  })
  polygon(path, corners)
  return path
}

function polygon(path: Path2D, corners: [number, number][]): void {
  for (const [x, y] of corners) path.lineTo(x, y)
  path.closePath()
}

function colorOf(state: string, palette: Palette): string {
  return state === 'late' ? palette.late : state === 'soon' ? palette.soon : palette.onTime
}

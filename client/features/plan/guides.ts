import { call } from '#client/api.ts'
import type { Position } from '#domain/contract/common.ts'
import { getPlanGuides, type PlanGuide } from '#domain/contract/plan-guide.ts'
import { boxOf } from '#domain/coordinate/box-of.ts'
import type { SnapGround, SnapLine } from './snap.ts'

/** Guides are asked for in squares of this side, degrees, and kept while the page stands. */
const SQUARE_DEGREES = 0.02
/** What fails is asked for again after this long. */
const RETRY_MILLISECONDS = 5_000
/** Squares asked for at once around what is seen. */
const MOST_SQUARES = 16

type Box = readonly [number, number, number, number]
type Placed = PlanGuide & { readonly box: Box }

let county = ''
const squares = new Map<string, readonly Placed[] | 'asked'>()

/** Fetches the guides of what is seen, as far as they are not here. */
export function seekGuides(of: string, [west, south, east, north]: Box): void {
  if (of !== county) squares.clear()
  county = of
  const wanted: [number, number][] = []
  for (let x = Math.floor(west / SQUARE_DEGREES); x * SQUARE_DEGREES < east; x++)
    for (let y = Math.floor(south / SQUARE_DEGREES); y * SQUARE_DEGREES < north; y++) wanted.push([x, y])
  if (wanted.length > MOST_SQUARES) return
  for (const [x, y] of wanted) void seek(x, y)
}

/** Roads (and water) and walls near a box, as far as they are here. */
export function guidesNear(box: Box): Pick<SnapGround, 'road' | 'compound'> {
  const road: SnapLine[] = []
  const compound: SnapLine[] = []
  for (const guide of near(box)) {
    if (guide.kind === 'compound') compound.push(guide)
    else if (guide.kind !== 'building') road.push(guide)
  }
  return { road, compound }
}

/** Compounds and buildings whose ring holds a place, the smallest first. */
export function ringsAt([x, y]: Position): PlanGuide[] {
  return near([x, y, x, y])
    .filter(({ kind, line }) => (kind === 'compound' || kind === 'building') && holds(line, x, y))
    .sort((a, b) => Number(b.kind === 'building') - Number(a.kind === 'building') || a.line.length - b.line.length)
}

/** Rings of the compound of a name near a place, closed; empty while they are not here. */
export function compoundRings(name: string, [x, y]: Position): Position[][] {
  const reach = SQUARE_DEGREES / 4
  return near([x - reach, y - reach, x + reach, y + reach]).flatMap((guide) =>
    guide.kind === 'compound' && guide.name === name ? [guide.line] : [],
  )
}

/** Fetches the guides around a place and waits until they are here, or until they cannot be had. */
export async function fetchGuides(of: string, [x, y]: Position): Promise<void> {
  if (of !== county) squares.clear()
  county = of
  const reach = SQUARE_DEGREES / 4
  const columns = [x - reach, x + reach].map((degrees) => Math.floor(degrees / SQUARE_DEGREES))
  const rows = [y - reach, y + reach].map((degrees) => Math.floor(degrees / SQUARE_DEGREES))
  await Promise.all(columns.flatMap((column) => rows.map((row) => seek(column, row))))
}

function near([west, south, east, north]: Box): Placed[] {
  const found = new Set<Placed>()
  for (let x = Math.floor(west / SQUARE_DEGREES); x * SQUARE_DEGREES <= east; x++)
    for (let y = Math.floor(south / SQUARE_DEGREES); y * SQUARE_DEGREES <= north; y++) {
      const guides = squares.get(`${x} ${y}`)
      if (guides === undefined || guides === 'asked') continue
      for (const guide of guides)
        if (guide.box[0] <= east && guide.box[2] >= west && guide.box[1] <= north && guide.box[3] >= south)
          found.add(guide)
    }
  return [...found]
}

async function seek(x: number, y: number): Promise<void> {
  const key = `${x} ${y}`
  if (squares.has(key)) return
  squares.set(key, 'asked')
  const asked = county
  const [west, south] = [x * SQUARE_DEGREES, y * SQUARE_DEGREES]
  try {
    const { guides } = await call(getPlanGuides, {
      query: { county, west, south, east: west + SQUARE_DEGREES, north: south + SQUARE_DEGREES },
    })
    if (asked === county)
      squares.set(
        key,
        guides.map((guide) => ({ ...guide, box: boxOf(guide.line) })),
      )
  } catch {
    // drawing goes on without: the hand snaps to borders only until they are here
    setTimeout(() => squares.delete(key), RETRY_MILLISECONDS)
  }
}

function holds(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i]!
    const [bx, by] = ring[i + 1]!
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside
  }
  return inside
}

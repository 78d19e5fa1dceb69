import { z } from 'zod'

/** Longest text of a spreadsheet's cell (Excel's limit is 32,767). */
const MOST_CHARACTERS = 32_000

/** Name of the columns that hold ground as text: the text of a long one goes on in the next. */
export const groundColumn = /^\s*(图形|wkt|geom|geometry|ground)(?:\s|$)/i

type Polygons = readonly (readonly (readonly (readonly number[])[])[])[]

const polygons = z.array(z.array(z.array(z.tuple([z.number(), z.number()])).min(3)).min(1)).min(1)

/** Polygons as well-known text (OGC 06-103r4, 7.2), in parts that each fit into a cell. */
export function groundToText(ground: Polygons): string[] {
  const rings = (polygon: Polygons[number]) =>
    `(${polygon.map((ring) => `(${ring.map(([x, y]) => `${x} ${y}`).join(',')})`).join(',')})`
  const text = `MULTIPOLYGON(${ground.map(rings).join(',')})`
  return Array.from({ length: Math.ceil(text.length / MOST_CHARACTERS) }, (_, part) =>
    text.slice(part * MOST_CHARACTERS, (part + 1) * MOST_CHARACTERS),
  )
}

/** Ground out of well-known text of a polygon or several; null for any other text. */
export function groundFromText(text: string): { type: 'MultiPolygon'; coordinates: [number, number][][][] } | null {
  const said = /^\s*(MULTI)?POLYGON\s*Z?\s*(\(.*\))\s*$/is.exec(text)
  if (!said) return null
  const lists = said[2]!
    .replaceAll(/([-+\d.eE]+)\s+([-+\d.eE]+)(?:\s+[-+\d.eE]+)*/g, '[$1,$2]')
    .replaceAll('(', '[')
    .replaceAll(')', ']')
  try {
    const found: unknown = JSON.parse(lists)
    const parsed = polygons.safeParse(said[1] === undefined ? [found] : found)
    return parsed.success ? { type: 'MultiPolygon', coordinates: parsed.data } : null
  } catch {
    return null
  }
}

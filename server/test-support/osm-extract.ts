import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type Position, position } from '#domain/contract/common.ts'
import type { EdgeColumns } from '#domain/coverage/network.ts'
import { edgesOf } from '#domain/coverage/test-town.ts'
import { readFile } from '#server/import/file/read-file.ts'

const FOLDER = new URL('../../../shared/data/osm/', import.meta.url)
const line = z.object({ type: z.literal('LineString'), coordinates: z.array(position) })
const polygon = z.object({ coordinates: z.array(z.unknown()) })
const ring = z.array(position)

/** Path of an extract of OpenStreetMap; null where it is not here. */
export function extractPath(name: string): string | null {
  const file = fileURLToPath(new URL(name, FOLDER))
  return existsSync(file) ? file : null
}

/** Its walking network and the middles of its buildings, as an import reads them. */
export async function readExtract(path: string): Promise<{ edges: EdgeColumns; buildings: Position[] }> {
  const file = await readFile(path)
  const shapesOf = async (name: string) => {
    const shapes: unknown[] = []
    for await (const { geometry } of file.layers.find((layer) => layer.name === name)!.features()) shapes.push(geometry)
    return shapes
  }
  const lines = (await shapesOf('walk')).map((shape) => line.parse(shape).coordinates)
  const buildings = (await shapesOf('buildings')).flatMap((shape) => {
    const outer = ring.safeParse(polygon.parse(shape).coordinates[0])
    return outer.success ? [middleOf(outer.data.slice(1))] : []
  })
  await file.close()
  return { edges: edgesOf(lines), buildings }
}

function middleOf(corners: readonly Position[]): Position {
  const mean = (axis: 0 | 1) => corners.reduce((sum, corner) => sum + corner[axis], 0) / corners.length
  return [mean(0), mean(1)]
}

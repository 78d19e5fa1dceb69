import { useMemo } from 'react'
import type { AutoplanRun } from '#domain/contract/autoplan.ts'
import styles from './SmallMap.module.css'

type Outlines = AutoplanRun['proposals'][number]['outlines']

/** Longer side of the drawing, its own units. */
const SIZE = 300

/** A plan as a small picture: grids that keep their code, and new ones. */
export function SmallMap({ outlines, label }: { outlines: Outlines; label: string }) {
  const { box, shapes } = useMemo(() => drawn(outlines), [outlines])
  return (
    <svg className={styles.map} viewBox={box} role="img" aria-label={label}>
      {shapes.map(({ key, path, standing, name }) => (
        <path key={key} d={path} className={standing ? styles.standing : styles.new}>
          <title>{name}</title>
        </path>
      ))}
    </svg>
  )
}

function drawn(outlines: Outlines) {
  let [west, south, east, north] = [180, 90, -180, -90]
  for (const { rings } of outlines)
    for (const ring of rings)
      for (const [x, y] of ring) {
        west = Math.min(west, x)
        east = Math.max(east, x)
        south = Math.min(south, y)
        north = Math.max(north, y)
      }
  const narrow = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const scale = SIZE / Math.max((east - west) * narrow, north - south, 1e-9)
  const place = (x: number, y: number) =>
    `${((x - west) * narrow * scale).toFixed(1)} ${((north - y) * scale).toFixed(1)}`
  return {
    box: `-2 -2 ${((east - west) * narrow * scale + 4).toFixed(1)} ${((north - south) * scale + 4).toFixed(1)}`,
    shapes: outlines.map(({ rings, standing, name }, key) => ({
      ...{ key, standing, name },
      path: rings.map((ring) => `M${ring.map(([x, y]) => place(x, y)).join('L')}Z`).join(''),
    })),
  }
}

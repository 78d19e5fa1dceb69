import { lazy, Suspense, useMemo } from 'react'
import type { PictureClass } from '#client/ui/heat/export/picture.types.ts'
import type { County } from '#domain/contract/county.ts'

const HeatPictureButton = lazy(() =>
  import('#client/ui/heat/export/HeatPictureButton.tsx').then((module) => ({ default: module.HeatPictureButton })),
)

export interface WallPictureProps {
  county: County
  /** What the picture is of: the scene, or the moment of a replay. */
  title: string
  lines: readonly string[]
  unit: string
  classes: readonly PictureClass[]
  /** Moment of what is shown, milliseconds since 1970. */
  at: number
}

/** A button that saves the map of a scene without heat, as PNG or PDF to print; the heat's own panel has the same. */
export function WallPicture({ county, title, lines, unit, classes, at }: WallPictureProps) {
  const words = useMemo(
    () => ({ county, kind: title, lines, unit, classes, at: new Date(at).toISOString() }),
    [county, title, lines, unit, classes, at],
  )
  return (
    <Suspense>
      <HeatPictureButton words={words} />
    </Suspense>
  )
}

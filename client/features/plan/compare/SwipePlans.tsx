import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { OverlayLayer, Slot } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { numberCodec, useUrlState } from '#client/state/url.ts'
import { useTheme } from '#client/state/view.ts'
import { assignTones } from '#domain/partition/assign-tones.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { gridBorders, gridFeatures, gridLabels } from '../plan-features.ts'
import { borderLayers, faceLayers, labelLayers } from '../plan-style.ts'
import { useNumber } from '../use-number.ts'
import { SwipeHandle } from './SwipeHandle.tsx'
import { useBeside } from './use-beside.ts'

const placeCodec = numberCodec(50, 0, 100)
const overlays = ['beside-faces', 'beside-borders', 'beside-labels'] as const

export interface SwipePlansProps {
  open: OpenDraft
  /** `today`, or the id of the other plan. */
  beside: string
  /** Names of the other plan and of the open one. */
  name: string
  own: string
}

/** Two plans on one map: the other left of a handle, the open one right of it. */
export function SwipePlans({ open, beside, name, own }: SwipePlansProps) {
  const { t } = useTranslation('plan-compare')
  const view = useMapView()
  const theme = useTheme()
  const { number } = useNumber()
  const [at, setAt] = useUrlState('at', placeCodec)
  const work = useBeside(open, beside)
  const { norm } = open.base
  const drawn = useMemo(
    () =>
      work && {
        faces: gridFeatures(work, assignTones(work.draft), norm),
        borders: gridBorders(work),
        labels: gridLabels(work, norm, number),
      },
    [work, norm, number],
  )
  useEffect(() => {
    if (!drawn) return
    const set = (id: (typeof overlays)[number], data: GeoJSON.FeatureCollection, slot: Slot, layers: OverlayLayer[]) =>
      view.setOverlay(id, { data, slot, layers: layers.map(besideLayer), side: 'left' })
    set('beside-faces', drawn.faces, 'area', faceLayers(theme))
    set('beside-borders', drawn.borders, 'area', borderLayers(theme))
    set('beside-labels', drawn.labels, 'label', labelLayers(theme, 'grid'))
  }, [view, theme, drawn])
  useEffect(
    () => () => {
      for (const id of overlays) view.setOverlay(id, null)
    },
    [view],
  )
  return <SwipeHandle at={at} onMove={setAt} left={work ? name : t('loading')} right={own} />
}

/** The same style under another name; its words neither hide nor are hidden by those on the other side of the handle. */
function besideLayer(layer: OverlayLayer): OverlayLayer {
  const own = { ...layer, id: `beside-${layer.id}` }
  if (own.type !== 'symbol') return own
  return { ...own, layout: { ...own.layout, 'text-allow-overlap': true, 'text-ignore-placement': true } }
}

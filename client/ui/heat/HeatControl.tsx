import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { useEscape } from '#client/ui/use-escape.ts'
import type { County } from '#domain/contract/county.ts'
import { HeatLegend } from './HeatLegend.tsx'
import { useBandwidth } from './use-bandwidth.ts'
import { useHeatOverlay } from './use-heat-overlay.ts'
import { useHeatReading } from './use-heat-reading.ts'
import { type HeatSurfaceOptions, useHeatSurface } from './use-heat-surface.ts'

export interface HeatControlProps extends Pick<HeatSurfaceOptions, 'state' | 'days' | 'category'> {
  county: County
  /** Whether the bandwidth may be changed here; `folded` until it is asked for. */
  control?: 'open' | 'folded'
}

/** The density surface of a county on the map, with its legend: everything a page needs. */
export function HeatControl({ county, control = 'open', ...filter }: HeatControlProps) {
  const { t } = useTranslation('heat')
  const view = useMapView()
  const [unfolded, setUnfolded] = useState(false)
  const foldable = control === 'folded'
  const [bandwidthMeters, setBandwidth] = useBandwidth(county.settings.heatBandwidthMeters)
  const surface = useHeatSurface({ county: county.code, bandwidthMeters, ...filter })
  useHeatOverlay(view, surface.heat)
  const reading = useHeatReading(view, surface.heat)
  useKeys(
    useMemo(
      () => (foldable ? [{ key: 'b', text: t('adjust'), run: () => setUnfolded((shown) => !shown) }] : []),
      [foldable, t],
    ),
  )
  useEscape(foldable && unfolded, () => setUnfolded(false))
  return (
    <HeatLegend
      surface={surface}
      reading={reading}
      bandwidthMeters={bandwidthMeters}
      onBandwidth={setBandwidth}
      {...(foldable ? { unfolded, onFold: () => setUnfolded(!unfolded) } : {})}
    />
  )
}

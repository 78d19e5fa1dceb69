import { useMapView } from '#client/map/use-map-view.ts'
import type { County } from '#domain/contract/county.ts'
import { HeatLegend } from './HeatLegend.tsx'
import { useBandwidth } from './use-bandwidth.ts'
import { useHeatOverlay } from './use-heat-overlay.ts'
import { useHeatReading } from './use-heat-reading.ts'
import { type HeatSurfaceOptions, useHeatSurface } from './use-heat-surface.ts'

export interface HeatControlProps extends Pick<HeatSurfaceOptions, 'state' | 'days' | 'category'> {
  county: County
  /** Whether the bandwidth may be changed here. */
  control?: boolean
}

/** The density surface of a county on the map, with its legend: everything a page needs. */
export function HeatControl({ county, control = true, ...filter }: HeatControlProps) {
  const view = useMapView()
  const [bandwidthMeters, setBandwidth] = useBandwidth(county.settings.heatBandwidthMeters)
  const surface = useHeatSurface({ county: county.code, bandwidthMeters, ...filter })
  useHeatOverlay(view, surface.heat)
  const reading = useHeatReading(view, surface.heat)
  return (
    <HeatLegend
      surface={surface}
      reading={reading}
      bandwidthMeters={bandwidthMeters}
      {...(control ? { onBandwidth: setBandwidth } : {})}
    />
  )
}

import { useEffect, useState } from 'react'
import type { MapView } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { sphereMeters } from './sphere-meters.ts'

export interface Here {
  /** From street to micro-grid, as far as the place has them. */
  ladder: { level: 'street' | 'community' | 'grid' | 'micro_grid'; name: string }[]
  /** The three nearest stations on screen, in a straight line. */
  stations: { code: string; name: string; meters: number }[]
}

const nowhere: Here = { ladder: [], stations: [] }

/** What the middle of the map lies in, read each time the map has come to rest. */
export function useHere(): Here {
  const view = useMapView()
  const [here, setHere] = useState<Here>(nowhere)
  useEffect(() => {
    const read = () => setHere(readHere(view))
    read()
    return view.onIdle(read)
  }, [view])
  return here
}

function readHere(view: MapView): Here {
  const { longitude, latitude } = view.getCamera()
  const found = view.featuresAt(longitude, latitude, ['area', 'grid', 'micro_grid'])
  const name = (source: string, level?: string) =>
    found.find((feature) => feature.source === source && (!level || feature.properties.level === level))?.properties
      .name
  const steps = [
    { level: 'street', name: name('area', 'street') },
    { level: 'community', name: name('area', 'community') },
    { level: 'grid', name: name('grid') },
    { level: 'micro_grid', name: name('micro_grid') },
  ] as const
  const stations = view
    .visibleFeatures(['station'], 200)
    .map((station) => ({
      code: String(station.properties.code),
      name: String(station.properties.name),
      meters: sphereMeters([longitude, latitude], [station.longitude, station.latitude]),
    }))
    .sort((one, other) => one.meters - other.meters)
    .slice(0, 3)
  return {
    ladder: steps.flatMap((step) =>
      typeof step.name === 'string' && step.name !== '' ? [{ level: step.level, name: step.name }] : [],
    ),
    stations,
  }
}

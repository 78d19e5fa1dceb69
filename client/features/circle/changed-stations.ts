import type { Change } from '#domain/contract/change.ts'
import type { Station } from '#domain/contract/station.ts'

/** Stations with what would be otherwise: moved, changed, added at the end, closed ones gone. */
export function changedStations(stations: readonly Station[], changes: readonly Change[]): readonly Station[] {
  return changes.reduce(withChange, stations)
}

function withChange(stations: readonly Station[], change: Change): readonly Station[] {
  switch (change.kind) {
    case 'add-station': {
      const { kind: _, ...added } = change
      return [...stations, { ...added, kind: '', pinyin: '', initials: '', address: '', phone: '' }]
    }
    case 'close-station':
      return stations.filter(({ code }) => code !== change.code)
    case 'move-station':
      return edit(stations, change.code, { position: change.position })
    case 'change-station': {
      const { services, hours, capacityHouseholds } = change
      return edit(stations, change.code, {
        ...(services && { services }),
        ...(hours && { hours }),
        ...(capacityHouseholds !== undefined && { capacityHouseholds }),
      })
    }
    default:
      return stations
  }
}

function edit(stations: readonly Station[], code: string, fields: Partial<Station>): readonly Station[] {
  return stations.map((station) => (station.code === code ? { ...station, ...fields } : station))
}

import { useMemo } from 'react'
import { useCoverage } from '../coverage-context.ts'
import { StationList } from './StationList.tsx'

/** All stations, to choose one; those that do not count under the choice come last. */
export default function StationsPart() {
  const { listed, stations, countedStations, choose } = useCoverage()
  const counted = useMemo(() => new Set(countedStations.map(({ code }) => code)), [countedStations])
  return <StationList remote={listed} stations={stations} counted={counted} onChoose={choose} />
}

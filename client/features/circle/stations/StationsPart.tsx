import { useCoverage } from '../coverage-context.ts'
import { StationList } from './StationList.tsx'

/** All stations, to choose one. */
export default function StationsPart() {
  const { listed, choose } = useCoverage()
  return <StationList remote={listed} onChoose={choose} />
}

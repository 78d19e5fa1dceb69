import { Spinner } from '#client/ui/Spinner.tsx'
import { useCoverage } from '../coverage-context.ts'
import { LeftOutList } from './LeftOutList.tsx'

/** Who is left out: inside the chosen station's circle but not its walk, or out of every station's reach. */
export default function LeftOutPart() {
  const { state, counted, leftOut, showOnMap } = useCoverage()
  if (!counted.answer) return counted.state === 'loading' ? <Spinner /> : null
  return (
    <LeftOutList
      groups={leftOut}
      minutes={state.minutes}
      anywhere={state.station === ''}
      onChoose={({ position }) => showOnMap(position)}
    />
  )
}

import { Spinner } from '#client/ui/Spinner.tsx'
import { useCoverage } from '../coverage-context.ts'
import { Refusal } from '../Refusal.tsx'
import { useLeftOut } from '../use-left-out.ts'
import { LeftOutList } from './LeftOutList.tsx'

/** Who is left out: inside the chosen station's circle but not its walk, or out of every station's reach. */
export default function LeftOutPart() {
  const coverage = useCoverage()
  const { figures, listed, state, station } = coverage
  const places = useLeftOut(coverage)
  // nobody is left out of a station that is none: the summary says that it is unknown, and a list would say that all is well
  if (state.station !== '' && station === null) return listed.answer ? null : <Spinner />
  if (!places) return figures.counted.state === 'failed' ? <Refusal remote={figures.counted} /> : <Spinner />
  return <LeftOutList places={places} />
}

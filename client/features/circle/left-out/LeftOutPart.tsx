import { Spinner } from '#client/ui/Spinner.tsx'
import { useCoverage } from '../coverage-context.ts'
import { Refusal } from '../Refusal.tsx'
import { useLeftOut } from '../use-left-out.ts'
import { LeftOutList } from './LeftOutList.tsx'

/** Who is left out: inside the chosen station's circle but not its walk, or out of every station's reach. */
export default function LeftOutPart() {
  const coverage = useCoverage()
  const { figures } = coverage
  const places = useLeftOut(coverage)
  if (!places) return figures.counted.state === 'failed' ? <Refusal remote={figures.counted} /> : <Spinner />
  return <LeftOutList places={places} />
}

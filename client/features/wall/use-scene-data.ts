import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { type AreaFeature, getAreaGround } from '#domain/contract/area-ground.ts'
import { type CountyCoverage, getCoverage, getCoverageStreets } from '#domain/contract/coverage.ts'
import { type IssueSummary, listIssues } from '#domain/contract/issue.ts'

const RETRY_MILLISECONDS = 20_000

export interface Walked {
  pieces: readonly (readonly number[])[]
  coverage: CountyCoverage
}

/** The ground of a county's streets or communities, for scenes of one of them; null until it is here and while none is wanted. */
export function useGround(county: string, level: 'street' | 'community' | null): readonly AreaFeature[] | null {
  return useRead(level === null ? null : county, level === 'community' ? readCommunities : readStreets)
}

/** Who walks how long to a station, for the scene of service circles; as above. */
export function useWalked(county: string, wanted: boolean): Walked | null {
  return useRead(wanted ? county : null, readWalked)
}

/** One issue by its number, for the scene of one; as above. */
export function useSceneIssue(county: string, number: string | null): IssueSummary | null {
  return useRead(number === null ? null : `${county} ${number}`, readIssue)
}

async function readStreets(county: string, signal: AbortSignal): Promise<readonly AreaFeature[]> {
  return (await call(getAreaGround, { query: { county, level: 'street' }, signal })).features
}

async function readCommunities(county: string, signal: AbortSignal): Promise<readonly AreaFeature[]> {
  return (await call(getAreaGround, { query: { county, level: 'community' }, signal })).features
}

async function readWalked(county: string, signal: AbortSignal): Promise<Walked> {
  const [streets, told] = await Promise.all([
    call(getCoverageStreets, { query: { county }, signal }),
    call(getCoverage, { query: { county }, signal }),
  ])
  return { pieces: streets.pieces, coverage: told.county }
}

async function readIssue(key: string, signal: AbortSignal): Promise<IssueSummary | null> {
  const [county = '', number = ''] = key.split(' ')
  const { issues } = await call(listIssues, { query: { county, numbers: number, state: 'all' }, signal })
  return issues[0] ?? null
}

/** What `read` answers for a key, asked again while it fails. `read` must keep its identity. */
function useRead<Answer>(
  key: string | null,
  read: (key: string, signal: AbortSignal) => Promise<Answer>,
): Answer | null {
  const [answered, setAnswered] = useState<{ key: string; answer: Answer } | null>(null)
  useEffect(() => {
    if (key === null) return
    const stopped = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        const answer = await read(key, stopped.signal)
        if (!stopped.signal.aborted) setAnswered({ key, answer })
      } catch {
        if (!stopped.signal.aborted) timer = setTimeout(ask, RETRY_MILLISECONDS)
      }
    }
    void ask()
    return () => {
      stopped.abort()
      clearTimeout(timer)
    }
  }, [key, read])
  return answered?.key === key ? answered.answer : null
}

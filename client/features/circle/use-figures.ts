import { useMemo } from 'react'
import type { z } from 'zod'
import type { County } from '#domain/contract/county.ts'
import { elderlyMinutes, getCoverage } from '#domain/contract/coverage.ts'
import { askCoverageFigures } from '#domain/contract/coverage-figures.ts'
import type { StationLoad } from '#domain/coverage/figures.ts'
import type { LiveFigures, ModelQuestion } from './model/model.types.ts'
import type { ModelState } from './model/use-coverage-thread.ts'
import { type Answered, useModelAnswer } from './model/use-model-answer.ts'
import { type Remote, useAnswer } from './use-answer.ts'

/** Elderly residents by shown minutes; a null count is withheld. */
export type ElderlyCounts = readonly { minutes: number; walk: number | null }[]

export interface Counted {
  /** Households by whole minute on foot, and inside the straight circle (null while it is being counted). */
  walk: readonly number[]
  straight: readonly number[] | null
  /** The same on foot without changes; null when there are none. */
  before: readonly number[] | null
  /** null where the county knows nothing of age, and while the server counts. */
  elderly: ElderlyCounts | null
}

export interface Figures {
  county: (Counted & { households: number; offNetwork: number; stations: number; stationsOffNetwork: number }) | null
  station:
    | (Counted & {
        straight: readonly number[]
        cannotWalk: readonly number[]
        cannotBefore: readonly number[] | null
        load: StationLoad | null
        withSecond: number
        counts: boolean
        onNetwork: boolean
      })
    | null
  /** The server's answer: what is shown until the model is there, and why there is none. */
  counted: Remote<z.output<typeof getCoverage.answer>>
  /** Nothing is chosen or changed: what the server says of the county is what is asked. */
  usual: boolean
  /** Figures of the question before, until the new ones come. */
  stale: boolean
}

/** Figures of the county and of the chosen station: from the model on this page, until then from the server; elderly from the server. */
export function useFigures(
  county: County,
  question: ModelQuestion,
  settled: ModelQuestion,
  model: ModelState,
  listed: readonly { code: string }[] | null,
): { figures: Figures; live: Answered<LiveFigures> | null } {
  const live = useModelAnswer(model, 'figures', question)
  const straight = useModelAnswer(model, 'straight', settled)
  const { walk, stations, changes, station } = settled
  // of a station that was added here, or that nobody knows, the server can say nothing
  const waits = station !== '' && listed === null
  const stored = listed?.some(({ code }) => code === station) ?? false
  const query = { county: county.code, profile: walk.profile, ...(stored && { station }) }
  const counted = useAnswer(getCoverage, waits ? null : { query })
  const usual = changes.length === 0 && isUsual(settled)
  const asked = useAnswer(
    askCoverageFigures,
    usual
      ? null
      : { body: { county: county.code, walk, stations: copy(stations), changes: [...changes], minutes: 15 } },
  )

  const figures = useMemo((): Figures => {
    const server = counted.answer
    const elderly = usual ? (server?.county.elderly === 0 ? null : server?.county.elderlyCounts) : told(asked.answer)
    return {
      county: countyOf(
        live?.told ?? null,
        straight?.told ?? null,
        usual ? server : null,
        asked.answer,
        elderly ?? null,
      ),
      station: stationOf(live?.told ?? null, usual ? server : null, question.station),
      counted,
      usual,
      stale: live ? false : counted.state === 'loading' || asked.state === 'loading',
    }
  }, [live, straight, counted, asked, usual, question.station])
  return useMemo(() => ({ figures, live }), [figures, live])
}

type Server = z.output<typeof getCoverage.answer> | null
type Asked = z.output<typeof askCoverageFigures.answer> | null

function countyOf(
  live: LiveFigures | null,
  straight: readonly number[] | null,
  server: Server,
  asked: Asked,
  elderly: ElderlyCounts | null,
): Figures['county'] {
  if (live) {
    const known = ownElderly(live.county.elderlyWalk)
    return { ...live.county, straight, before: live.before?.walk ?? null, elderly: known ?? elderly }
  }
  if (server) return { ...server.county, before: null, elderly }
  return asked && { ...asked.county, walk: asked.county.inside, straight: null, before: null, elderly }
}

function stationOf(live: LiveFigures | null, server: Server, code: string): Figures['station'] {
  const counted = server?.station?.code === code ? server.station : null
  const elderly = counted && server?.county.elderly !== 0 ? counted.elderlyCounts : null
  const own = live?.station
  if (own?.code === code)
    return {
      ...own,
      before: live?.stationBefore?.walk ?? null,
      cannotBefore: live?.stationBefore?.cannotWalk ?? null,
      // of a moved station, or changed streets, the server was not asked
      elderly: live?.before ? null : elderly,
    }
  return (
    counted && {
      ...counted,
      before: null,
      cannotBefore: null,
      elderly,
      load: null,
      withSecond: 0,
      counts: true,
      onNetwork: true,
    }
  )
}

/** Elderly counts of a model that came to who may see them. */
function ownElderly(walk: readonly number[] | null): ElderlyCounts | null {
  return walk && elderlyMinutes.map((minutes) => ({ minutes, walk: walk[minutes] ?? 0 }))
}

function told(asked: Asked): ElderlyCounts | null {
  if (!asked || asked.county.elderly === 0) return null
  return asked.county.elderlyInside.map(({ minutes, people }) => ({ minutes, walk: people }))
}

function isUsual({ walk, stations }: ModelQuestion): boolean {
  return (
    walk.direction === 'to' &&
    walk.openAt === null &&
    stations.openAt === null &&
    stations.levels.length + stations.kinds.length + stations.services.length === 0
  )
}

function copy(stations: ModelQuestion['stations']) {
  return { ...stations, levels: [...stations.levels], kinds: [...stations.kinds], services: [...stations.services] }
}

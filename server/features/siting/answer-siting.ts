import type { Change } from '#domain/contract/change.ts'
import type { StationChoice, WalkChoice } from '#domain/contract/choice.ts'
import type { SitingAsk, SitingTold } from '#domain/contract/siting.ts'
import { sitingLimits } from '#domain/contract/siting.ts'
import type { ChangeRefusal } from '#domain/coverage/change.ts'
import {
  askBest,
  askFewest,
  gainOfCandidates,
  prepareSiting,
  type SitingAnswer,
  type SitingQuestion,
} from '#domain/siting/ask-siting.ts'
import { changeCounty } from '#domain/siting/change-county.ts'
import { sitingCounty } from '#domain/siting/county.ts'
import type { SolveProgram } from '#domain/siting/exact-sites.ts'
import { openHighs } from '#domain/siting/open-highs.ts'
import { Stopped, type Watch, watchPart } from '#domain/siting/watch.ts'
import { type LearntCounty, learnCounty } from '#server/coverage/learn-county.ts'
import type { LoadedCounty } from '#server/coverage/load-source.ts'
import type { ListedPlace } from './siting.query.ts'
import { tellChosen, tellGain } from './tell-siting.ts'

/** What is asked, as plain data. */
export interface SitingAsked extends Pick<SitingQuestion, 'minutes' | 'objective' | 'weighting'> {
  ask: SitingAsk
  /** null: everywhere. */
  listed: readonly ListedPlace[] | null
  walk: WalkChoice
  stations: StationChoice
  changes: readonly Change[]
  /** Whether whoever asks may know of elderly people building by building. */
  exact: boolean
}

/** What the thread is asked. `shared`: [stop when 1, permille done], read and written by both threads. */
export type SitingThreadQuestion =
  | { kind: 'learn'; county: string; loaded: LoadedCounty }
  | { kind: 'forget'; county: string }
  | { kind: 'ask'; county: string; asked: SitingAsked; shared: Int32Array }

export type SitingThreadAnswer =
  | SitingAnswer<SitingTold>
  | { ok: false; reason: ChangeRefusal; at: number }
  | { ok: false; reason: 'stopped' | 'not-learnt' }
  | undefined

/** Answers over the counties learnt so far. */
export function createSitingAnswerer() {
  const counties = new Map<string, LearntCounty>()
  let solver: Promise<SolveProgram> | undefined

  return async (question: SitingThreadQuestion): Promise<SitingThreadAnswer> => {
    if (question.kind === 'learn') return void counties.set(question.county, learnCounty(question.loaded))
    if (question.kind === 'forget') return void counties.delete(question.county)
    const county = counties.get(question.county)
    if (!county) return { ok: false, reason: 'not-learnt' }
    solver ??= openHighs()
    const solve = await solver
    try {
      return answerSiting(county, question.asked, solve, watchShared(question.shared))
    } catch (error) {
      if (error instanceof Stopped) return { ok: false, reason: 'stopped' }
      throw error
    }
  }
}

function answerSiting(
  learnt: LearntCounty,
  asked: SitingAsked,
  solve: SolveProgram,
  watch: Watch,
): Exclude<SitingThreadAnswer, undefined> {
  watch(0)
  const changed = changeCounty(asked.exact ? learnt.model : learnt.told, asked.changes)
  if (!changed.ok) return changed
  const county = sitingCounty(changed.model, asked.walk, asked.stations)
  const { ask, minutes, objective, weighting } = asked
  const candidates = asked.listed?.map(({ position }) => position) ?? null
  const question = { minutes, objective, weighting, candidates, minute: asked.walk.openAt?.minute ?? null }
  const share = ask.kind === 'gain' ? 1 : 0.3
  const prepared = prepareSiting(county, question, watchPart(watch, 0, share))
  if (!prepared.ok) return prepared
  const later = watchPart(watch, share, 1)
  if (ask.kind === 'gain') {
    const gain = gainOfCandidates(prepared.told)
    return gain.ok ? { ok: true, told: tellGain(prepared.told, asked.listed, gain.told) } : gain
  }
  if (ask.kind === 'best') {
    const best = askBest(prepared.told, { sites: ask.sites, seed: ask.seed, solve }, later)
    return best.ok ? { ok: true, told: { kind: 'best', ...tellChosen(prepared.told, asked.listed, best.told) } } : best
  }
  const fewestAsked = { share: ask.share, seed: ask.seed, mostSites: sitingLimits.fewest, solve }
  const fewest = askFewest(prepared.told, fewestAsked, later)
  if (!fewest.ok) return fewest
  const { atLeast } = fewest.told
  return { ok: true, told: { kind: 'fewest', atLeast, ...tellChosen(prepared.told, asked.listed, fewest.told) } }
}

/** Writes how far the work is where the other thread reads it, and stops when that one says so. */
function watchShared(shared: Int32Array): Watch {
  return (share) => {
    if (Atomics.load(shared, 0) === 1) throw new Stopped()
    Atomics.store(shared, 1, Math.round(1000 * share))
  }
}

import type { NetworkRepair } from '#domain/contract/network-edit.ts'
import { countCounty, countStation } from '#domain/coverage/answer.ts'
import { packModel } from '#domain/coverage/pack-model.ts'
import { areasFrom, streetsFrom, streetsToAny } from '#domain/coverage/picture.ts'
import type { WalkProfile } from '#domain/coverage/profile.ts'
import { repairNetwork } from '#domain/coverage/repair-network.ts'
import { walkMinutes } from '#domain/coverage/walk-minutes.ts'
import { type ChangedAsked, tellChanged } from './answer-changed.ts'
import { type CompareAsked, compareSides } from './answer-compare.ts'
import { tellAreas, tellFigures, tellLeftOut, type WhatIfAsked } from './answer-what-if.ts'
import { type ChosenWalk, chosenModel } from './chosen-model.ts'
import { type LearntCounty, learnCounty } from './learn-county.ts'
import type { LoadedCounty } from './load-source.ts'
import { type NextSiteAsked, nextSite } from './next-site.ts'
import { tellPosts } from './tell-posts.ts'

/**
 * What the thread is asked: to learn or forget a county, or about one it has learnt. `exact`: whoever asks may know of
 * elderly people building by building; everybody else is told of them in groups.
 */
export type CoverageQuestion =
  | { kind: 'learn'; county: string; loaded: LoadedCounty }
  | { kind: 'forget'; county: string }
  | ({ kind: 'county'; county: string; exact?: boolean } & PlainAsked)
  | ({ kind: 'station'; county: string; station: string; exact?: boolean } & PlainAsked)
  | ({ kind: 'streets'; county: string; station: string | undefined; limitSeconds: number } & PlainAsked)
  | ({ kind: 'area'; county: string; station: string; minutes: readonly number[] } & PlainAsked)
  | ({ kind: 'next-site'; county: string } & NextSiteAsked)
  | ({ kind: 'figures'; county: string } & WhatIfAsked)
  | ({ kind: 'areas'; county: string } & Parameters<typeof tellAreas>[1])
  | ({ kind: 'left-out'; county: string } & WhatIfAsked)
  | ({ kind: 'compare'; county: string } & CompareAsked)
  /** Minutes on foot from stations (by code) to every building. */
  | { kind: 'walk-minutes'; county: string; stations: readonly string[] }
  /** Everything of a page to print, under changes. */
  | ({ kind: 'changed'; county: string } & ChangedAsked)
  /** The model as bytes; with elderly people building by building where `exact`, else without. */
  | { kind: 'packet'; county: string; exact: boolean }
  /** How far households walk to the post of their grid, in several plans: the grid of each building, known by its place. */
  | { kind: 'posts'; county: string; x: Int32Array; y: Int32Array; sides: readonly Int32Array[] }
  /** How the repairs of the network stand. */
  | { kind: 'repairs'; county: string }
  /** Whether one more would stand, on top of those there are. */
  | { kind: 'try-repair'; county: string; repair: NetworkRepair }

/** A profile on its way to any station, every gate open; or another choice, of the same profile. */
interface PlainAsked {
  profile: WalkProfile
  chosen?: ChosenWalk
}

/** The thread has not learnt the county, or had to forget it. */
export const NOT_LEARNT = 'not-learnt'

/** Answers questions over the counties learnt so far; NOT_LEARNT about any other. */
export function createAnswerer() {
  const counties = new Map<string, LearntCounty>()

  return (question: CoverageQuestion) => {
    if (question.kind === 'learn') return void counties.set(question.county, learnCounty(question.loaded))
    if (question.kind === 'forget') return void counties.delete(question.county)
    const county = counties.get(question.county)
    return county ? answerOf(county, question) : NOT_LEARNT
  }
}

function answerOf(county: LearntCounty, question: Exclude<CoverageQuestion, { kind: 'learn' | 'forget' }>) {
  const { model } = county
  const plain = 'exact' in question && question.exact ? model : county.told
  const told =
    'chosen' in question && question.chosen
      ? chosenModel(plain, question.chosen, 'station' in question ? question.station : undefined)
      : plain
  switch (question.kind) {
    case 'county':
      return countCounty(told, question.profile)
    case 'station':
      return countStation(told, question.profile, question.station)
    case 'streets':
      return question.station === undefined
        ? streetsToAny(told, question.profile, question.limitSeconds)
        : streetsFrom(told, question.profile, question.station, question.limitSeconds)
    case 'area':
      return areasFrom(told, question.profile, question.station, question.minutes)
    case 'next-site':
      return nextSite(county, question)
    case 'figures':
      return tellFigures(county, question)
    case 'areas':
      return tellAreas(county, question)
    case 'left-out':
      return tellLeftOut(county, question)
    case 'compare':
      return compareSides(county, question)
    case 'walk-minutes':
      return walkMinutes(model, question.stations)
    case 'changed':
      return tellChanged(county, question)
    case 'packet':
      return packModel(model, { elderly: question.exact })
    case 'posts':
      return tellPosts(model, question)
    case 'repairs':
      return county.standings
    case 'try-repair':
      return repairNetwork(model.source, [{ id: '', repair: question.repair }]).standings[0]!.reason
  }
}

/** Answer of each kind of question. */
export interface CoverageAnswers {
  county: ReturnType<typeof countCounty>
  station: ReturnType<typeof countStation>
  streets: ReturnType<typeof streetsFrom>
  area: ReturnType<typeof areasFrom>
  'next-site': ReturnType<typeof nextSite>
  figures: ReturnType<typeof tellFigures>
  areas: ReturnType<typeof tellAreas>
  'left-out': ReturnType<typeof tellLeftOut>
  compare: ReturnType<typeof compareSides>
  'walk-minutes': ReturnType<typeof walkMinutes>
  changed: ReturnType<typeof tellChanged>
  packet: Uint8Array
  posts: ReturnType<typeof tellPosts>
  repairs: LearntCounty['standings']
  'try-repair': LearntCounty['standings'][number]['reason']
}

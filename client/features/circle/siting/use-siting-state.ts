import { useMemo } from 'react'
import { choiceCodec, numberCodec, useUrlState } from '#client/state/url.ts'
import { siteCandidateKinds } from '#domain/contract/site-candidate.ts'
import { type SitingPlaces, sitingLimits } from '#domain/contract/siting.ts'
import type { Objective, Weighting } from '#domain/siting/weigh.ts'

/** What a site is to bring, as one choice. */
export const wishes = ['households', 'elderly', 'worst-first', 'minutes'] as const
export type Wish = (typeof wishes)[number]

/** Where a station could stand, as one choice: anywhere, at any candidate, at those of one kind, or at those of one's own list. */
export const places = ['everywhere', 'candidates', ...siteCandidateKinds, 'own'] as const
export type Place = (typeof places)[number]

/** So many sites, or as few as a promise needs. */
export const aims = ['best', 'fewest'] as const
export type Aim = (typeof aims)[number]

const wishCodec = choiceCodec<Wish>(wishes, 'households')
const placeCodec = choiceCodec<Place>(places, 'everywhere')
const aimCodec = choiceCodec<Aim>(aims, 'best')
const sitesCodec = numberCodec(3, 1, sitingLimits.sites)
const percentCodec = numberCodec(90, 1, 100)

export interface SitingState {
  wish: Wish
  setWish(wish: Wish): void
  place: Place
  setPlace(place: Place): void
  aim: Aim
  setAim(aim: Aim): void
  /** Sites of the best choice. */
  sites: number
  setSites(sites: number | ((before: number) => number)): void
  /** Share that is promised, in percent. */
  percent: number
  setPercent(percent: number): void
}

/** What the part asks, as the address says. */
export function useSitingState(): SitingState {
  const [wish, setWish] = useUrlState('wish', wishCodec)
  const [place, setPlace] = useUrlState('among', placeCodec)
  const [aim, setAim] = useUrlState('aim', aimCodec)
  const [sites, setSites] = useUrlState('sites', sitesCodec)
  const [percent, setPercent] = useUrlState('promise', percentCodec)
  return useMemo(
    () => ({
      wish,
      setWish,
      place,
      setPlace,
      // minutes have no share to promise
      aim: wish === 'minutes' ? 'best' : aim,
      setAim,
      sites: Math.round(sites),
      setSites,
      percent: Math.round(percent),
      setPercent,
    }),
    [wish, setWish, place, setPlace, aim, setAim, sites, setSites, percent, setPercent],
  )
}

export function placesOf(place: Exclude<Place, 'own'>): SitingPlaces {
  if (place === 'everywhere') return { kind: 'everywhere' }
  return { kind: 'candidates', kinds: place === 'candidates' ? [] : [place] }
}

export function weighedAs(wish: Wish): { objective: Objective; weighting: Weighting } {
  return wish === 'minutes'
    ? { objective: 'minutes', weighting: 'households' }
    : { objective: 'covered', weighting: wish }
}

import { useCallback, useEffect, useMemo, useState } from 'react'
import { z } from 'zod'
import { position } from '#domain/contract/common.ts'
import type { SitingChosen, SitingGain, SitingPlaces } from '#domain/contract/siting.ts'
import type { SitesRead } from './read-sites.ts'

const kept = z.object({
  fileName: z.string(),
  sites: z.array(z.object({ name: z.string(), position })),
  left: z.object({ noPlace: z.number(), outside: z.number(), twice: z.number() }),
})
type Kept = z.infer<typeof kept>

/** Somebody's own list of places, kept in this browser for the county, and its names put into answers about it. */
export interface OwnSites {
  list: Kept | null
  /** Where to ask among; null without a list. */
  places: SitingPlaces | null
  take(fileName: string, read: SitesRead): void
  drop(): void
  nameGain(gain: SitingGain): SitingGain
  nameSites(told: SitingChosen): SitingChosen
}

export function useOwnSites(county: string): OwnSites {
  const [list, setList] = useState<Kept | null>(null)
  useEffect(() => setList(readKept(county)), [county])
  const take = useCallback(
    (fileName: string, { sites, left }: SitesRead) => {
      const taken = { fileName, sites, left }
      setList(taken)
      keep(county, taken)
    },
    [county],
  )
  const drop = useCallback(() => {
    setList(null)
    keep(county, null)
  }, [county])
  return useMemo(() => {
    const names = new Map(list?.sites.map((site) => [site.position.join(), site.name]))
    const named = <Told extends { name: string; position: readonly number[] }>(told: Told): Told => ({
      ...told,
      name: told.name || (names.get(told.position.join()) ?? ''),
    })
    return {
      list,
      places: list && { kind: 'listed', positions: list.sites.map((site) => site.position) },
      take,
      drop,
      nameGain: (gain) => ({ ...gain, best: named(gain.best), listed: gain.listed.map(named) }),
      nameSites: (told) => ({ ...told, sites: told.sites.map(named) }),
    }
  }, [list, take, drop])
}

function keyOf(county: string): string {
  return `gridboard.own-sites.${county}`
}

function readKept(county: string): Kept | null {
  try {
    const parsed = kept.safeParse(JSON.parse(localStorage.getItem(keyOf(county)) ?? 'null'))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** A browser that keeps nothing has the list until the page is left. */
function keep(county: string, list: Kept | null): void {
  try {
    if (list) localStorage.setItem(keyOf(county), JSON.stringify(list))
    else localStorage.removeItem(keyOf(county))
  } catch {
    // nothing to do: the page goes on with what it has
  }
}

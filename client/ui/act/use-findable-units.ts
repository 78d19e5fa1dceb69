import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { listUnits, type Unit } from '#domain/contract/account.ts'

/** A unit as it can be looked for: by its name, its pinyin and the first letters of that. */
export interface FoundUnit extends Unit {
  pinyin: string
  initials: string
}

const asked = new Map<string, Promise<readonly FoundUnit[]>>()

/** Units of a county that work can be given to; null before they have come, asked for once a page. */
export function useFindableUnits(county: string): readonly FoundUnit[] | null {
  const [units, setUnits] = useState<readonly FoundUnit[] | null>(null)
  useEffect(() => {
    let gone = false
    const answer = asked.get(county) ?? read(county)
    asked.set(county, answer)
    answer.then(
      (came) => gone || setUnits(came),
      () => {
        // the next who wants them asks again
        asked.delete(county)
        if (!gone) setUnits([])
      },
    )
    return () => {
      gone = true
    }
  }, [county])
  return units
}

async function read(county: string): Promise<readonly FoundUnit[]> {
  // the dictionary of pinyin is large: only who chooses a unit pays for it
  const [{ units }, { pinyinOf }] = await Promise.all([
    call(listUnits, { query: { county } }),
    import('#domain/area/pinyin-of.ts'),
  ])
  return units.filter((unit) => !unit.closed).map((unit) => ({ ...unit, ...pinyinOf(unit.name) }))
}

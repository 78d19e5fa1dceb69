import { useEffect, useState } from 'react'
import { call } from '#client/api.ts'
import { listUnits, type Unit } from '#domain/contract/account.ts'

/** Units of a county, asked for once a page; empty until they have come. `wanted` false asks for nothing. */
export function useUnits(county: string | undefined, wanted = true): readonly Unit[] {
  const [units, setUnits] = useState<readonly Unit[]>([])
  useEffect(() => {
    if (!wanted || county === undefined) return
    const gone = new AbortController()
    call(listUnits, { query: { county }, signal: gone.signal }).then(
      (answer) => setUnits(answer.units),
      () => {},
    )
    return () => gone.abort()
  }, [county, wanted])
  return units
}

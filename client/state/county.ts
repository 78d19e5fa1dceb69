import { useMemo, useSyncExternalStore } from 'react'
import { create } from 'zustand'
import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'
import { ApiError, call } from '#client/api.ts'
import { type County, listCounties } from '#domain/contract/county.ts'

/** Counties of the server as last asked. `failed` is the problem's code. */
export type Counties = { state: 'loading' } | { state: 'failed'; code: string } | { state: 'ready'; counties: County[] }

const useStore = create<{ counties: Counties }>(() => ({ counties: { state: 'loading' } }))

export function useCounties(): Counties {
  return useStore((store) => store.counties)
}

/** The county shown now: the one named in the address, else the server's first; null until the list has come or when the name is unknown. */
export function useCounty(): County | null {
  const counties = useCounties()
  const code = useSyncExternalStore(subscribeAddress, () => readParameter('county'))
  return useMemo(() => chooseCounty(counties, code), [counties, code])
}

/** Calls `told` once with the county shown, as soon as it is known; never where there is none. */
export function whenCounty(told: (county: County) => void): void {
  const tell = ({ counties }: { counties: Counties }): boolean => {
    const county = chooseCounty(counties, readParameter('county'))
    if (county) told(county)
    return counties.state === 'ready'
  }
  if (tell(useStore.getState())) return
  const stop = useStore.subscribe((store) => {
    if (tell(store)) stop()
  })
}

/** Code in the address that the server does not know; null when all is well. */
export function useUnknownCounty(): string | null {
  const counties = useCounties()
  const code = useSyncExternalStore(subscribeAddress, () => readParameter('county'))
  if (counties.state !== 'ready' || code === null) return null
  return counties.counties.some((county) => county.code === code) ? null : code
}

/** Goes to another county; the camera starts over at its town. */
export function setCounty(code: string): void {
  writeParameter('camera', null)
  writeParameter('selected', null)
  writeParameter('county', code)
}

/** Asks the server again. Safe to call at any time; a failure keeps the list that was there. */
export async function loadCounties(): Promise<void> {
  try {
    const answer = await call(listCounties, {})
    useStore.setState({ counties: { state: 'ready', counties: answer.counties } })
  } catch (error) {
    if (useStore.getState().counties.state === 'ready') return
    useStore.setState({
      counties: { state: 'failed', code: error instanceof ApiError ? error.code : 'internal-error' },
    })
  }
}

function chooseCounty(counties: Counties, code: string | null): County | null {
  if (counties.state !== 'ready') return null
  if (code !== null) return counties.counties.find((county) => county.code === code) ?? null
  return counties.counties[0] ?? null
}

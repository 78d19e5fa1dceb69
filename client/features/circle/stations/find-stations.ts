import type { Station } from '#domain/contract/station.ts'

/** Stations whose name, pinyin, initials, address or code contain the words typed; all of them for none. */
export function findStations(stations: readonly Station[], typed: string): readonly Station[] {
  const words = typed.toLowerCase().trim()
  if (words === '') return stations
  const tight = words.replaceAll(/\s+/g, '')
  return stations.filter(
    ({ name, pinyin, initials, address, code }) =>
      name.toLowerCase().includes(words) ||
      address.toLowerCase().includes(words) ||
      pinyin.toLowerCase().replaceAll(/\s+/g, '').includes(tight) ||
      initials.toLowerCase().startsWith(tight) ||
      code.toLowerCase() === words,
  )
}

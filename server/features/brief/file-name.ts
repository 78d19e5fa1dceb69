import type { BriefMaterial } from './material.ts'

/** What the file is saved as: place, minutes, paper and day, without the characters that file systems refuse. */
export function fileNameOf({ station, county, walk, size, madeAt }: BriefMaterial): string {
  const place = [...(station?.name ?? county.name).matchAll(/[\p{L}\p{N}]+/gu)].join('-').slice(0, 60)
  // the Swedish form of a day is ISO's
  const day = new Intl.DateTimeFormat('sv', { timeZone: county.timeZone }).format(madeAt)
  return [place, walk.minutes, 'min', size.toUpperCase(), `${day}.pdf`].filter((part) => part !== '').join('-')
}

import names from '#data/demo/names.json' with { type: 'json' }
import { chineseNumeral } from '#domain/area/chinese-numeral.ts'
import { pinyinOf } from '#domain/area/pinyin-of.ts'
import type { Random } from './random.ts'

export { names }

/** Gives every name of a list once, then the list again with the ordinal put behind. */
export function nameGiver(list: readonly string[], random: Random): (suffix?: string) => string {
  const order = random.shuffle(list)
  let given = 0
  return (suffix = '') => {
    const round = Math.floor(given / order.length)
    const name = order[given++ % order.length]!
    return round === 0 ? `${name}${suffix}` : `${name}${chineseNumeral(round + 1)}${phase(suffix)}${suffix}`
  }
}

const phase = (suffix: string): string => (suffix === '' ? '期' : '')

/** Pinyin and initials of many names, each asked for once. */
export function spell(list: readonly string[]): { pinyin: string[]; initials: string[] } {
  const known = new Map<string, { pinyin: string; initials: string }>()
  const spelled = list.map((name) => {
    let found = known.get(name)
    if (!found) {
      found = pinyinOf(name)
      known.set(name, found)
    }
    return found
  })
  return { pinyin: spelled.map((one) => one.pinyin), initials: spelled.map((one) => one.initials) }
}

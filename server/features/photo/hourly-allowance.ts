import { LRUCache } from 'lru-cache'

const HOUR = 3_600_000
/** Addresses remembered; who comes back after so many others starts anew. */
const MOST_KNOWN = 10_000

/** So many an hour of each address; what lies an hour back counts no more. */
export interface HourlyAllowance {
  /** Null: taken. Else the seconds after which there is one again. */
  take(address: string, now: number): number | null
}

export function createHourlyAllowance(most: number): HourlyAllowance {
  const known = new LRUCache<string, number[]>({ max: MOST_KNOWN })
  return {
    take(address, now) {
      const name = networkOf(address)
      const taken = (known.get(name) ?? []).filter((at) => now - at < HOUR)
      const oldest = taken[0]
      if (oldest !== undefined && taken.length >= most) return Math.ceil((oldest + HOUR - now) / 1000)
      known.set(name, [...taken, now])
      return null
    },
  }
}

/** Who has an IPv6 address has its whole network of 64 bits; an IPv4 address is one place. */
function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [before = '', after] = address.split('::')
  const groups = before === '' ? [] : before.split(':')
  const rest = after === undefined || after === '' ? [] : after.split(':')
  const zeros = after === undefined ? 0 : 8 - groups.length - rest.length
  return [...groups, ...new Array<string>(Math.max(0, zeros)).fill('0'), ...rest].slice(0, 4).join(':')
}

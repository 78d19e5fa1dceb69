/** What was filed on one day: places (any numbers from 0), rising, and how many issues in each. */
export interface DayEntries {
  place: Uint32Array
  filed: Uint32Array
}

/**
 * Days as bytes, about one and a half an entry: of each day the number of its entries, of each entry twice the gap to the
 * place before it, and 1 more with the count behind where there are several. Every number is a LEB128: seven bits a byte, the
 * lowest first, the eighth set while more follow.
 */
export function packDays(days: readonly DayEntries[]): Uint8Array<ArrayBuffer> {
  // a place or a count is five bytes at most
  const bytes = new Uint8Array(days.reduce((sum, { place }) => sum + 5 + 10 * place.length, 0))
  let at = 0
  const write = (value: number) => {
    let rest = value
    while (rest > 127) {
      bytes[at++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    bytes[at++] = rest
  }
  for (const { place, filed } of days) {
    write(place.length)
    let next = 0
    for (const [entry, where] of place.entries()) {
      const count = filed[entry]!
      if (where < next || count < 1)
        throw new Error(`entry ${entry}: place ${where} after ${next - 1}, ${count} issues`)
      write(2 * (where - next) + (count > 1 ? 1 : 0))
      if (count > 1) write(count)
      next = where + 1
    }
  }
  return bytes.slice(0, at)
}

/** Reads so many days back. Throws where the bytes are not what they say: a bug of whoever wrote them. */
export function unpackDays(bytes: Uint8Array, days: number): DayEntries[] {
  let at = 0
  const read = () => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]
      if (byte === undefined || scale > 2 ** 28) throw new Error(`byte ${at} of ${bytes.length} of packed days`)
      value += (byte & 127) * scale
      if (byte < 128) return value
    }
  }
  const told = Array.from({ length: days }, () => {
    const entries = read()
    if (entries > bytes.length - at) throw new Error(`${entries} entries in ${bytes.length - at} bytes of packed days`)
    const place = new Uint32Array(entries)
    const filed = new Uint32Array(entries)
    let next = 0
    for (let entry = 0; entry < entries; entry++) {
      const step = read()
      place[entry] = next + Math.floor(step / 2)
      filed[entry] = step % 2 === 1 ? read() : 1
      next = place[entry]! + 1
    }
    return { place, filed }
  })
  if (at !== bytes.length) throw new Error(`${bytes.length - at} bytes too many in packed days`)
  return told
}

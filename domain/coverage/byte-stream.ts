/** Writes whole numbers in as few bytes as they need (LEB128), one after another. */
export interface ByteWriter {
  /** 0 to 2^53 - 1. */
  unsigned(value: number): void
  /** Any whole number to 2^52 (zigzag). */
  signed(value: number): void
  /** A column as runs of equal values, each as its difference from the run before. */
  runs(values: ArrayLike<number>): void
  text(ascii: string): void
  bytes(): Uint8Array
}

export function writeBytes(): ByteWriter {
  let held = new Uint8Array(1 << 16)
  let used = 0

  function unsigned(value: number): void {
    if (used + 8 > held.length) {
      const larger = new Uint8Array(2 * held.length)
      larger.set(held)
      held = larger
    }
    let left = value
    while (left >= 128) {
      held[used++] = (left % 128) + 128
      left = Math.floor(left / 128)
    }
    held[used++] = left
  }

  const signed = (value: number) => unsigned(value < 0 ? -2 * value - 1 : 2 * value)

  return {
    unsigned,
    signed,
    runs(values) {
      let before = 0
      for (let at = 0; at < values.length; ) {
        let end = at + 1
        while (end < values.length && values[end] === values[at]) end++
        signed(values[at]! - before)
        unsigned(end - at)
        before = values[at]!
        at = end
      }
    },
    text(ascii) {
      unsigned(ascii.length)
      for (let at = 0; at < ascii.length; at++) unsigned(ascii.charCodeAt(at))
    },
    bytes: () => held.slice(0, used),
  }
}

/** Reads what `writeBytes` wrote, in the same order. Throws RangeError at the end. */
export interface ByteReader {
  unsigned(): number
  signed(): number
  runs(values: Int32Array): Int32Array
  text(): string
}

export function readBytes(bytes: Uint8Array): ByteReader {
  let at = 0

  function unsigned(): number {
    let byte = bytes[at++]!
    if (byte < 128) return byte
    let value = byte - 128
    for (let unit = 128; ; unit *= 128) {
      if (at >= bytes.length) throw new RangeError(`packed bytes end at ${bytes.length}, more were promised`)
      byte = bytes[at++]!
      if (byte < 128) return value + byte * unit
      value += (byte - 128) * unit
    }
  }

  function signed(): number {
    const value = unsigned()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  return {
    unsigned,
    signed,
    runs(values) {
      let value = 0
      for (let to = 0; to < values.length; ) {
        value += signed()
        const end = to + unsigned()
        values.fill(value, to, end)
        to = end
      }
      return values
    },
    text() {
      const PIECE = 8192
      const length = unsigned()
      let text = ''
      for (let from = at; from < at + length; from += PIECE)
        text += String.fromCharCode(...bytes.subarray(from, Math.min(from + PIECE, at + length)))
      at += length
      return text
    },
  }
}

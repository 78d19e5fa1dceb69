/** Five bits a character, and one that says whether more follow. */
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const MORE = 32
const CHUNK = 8_192

const codes = Uint8Array.from(DIGITS, (digit) => digit.charCodeAt(0))
/** What a character means; 255 for none. */
const values = new Uint8Array(128).fill(255)
codes.forEach((code, value) => {
  values[code] = value
})

/**
 * Whole numbers of 32 bits as text: each as its difference to the one before, small ones in few characters (variable-length
 * base64, as in source maps). Columns of places and counts take about two characters a number.
 */
export function packIntegers(numbers: ArrayLike<number>): string {
  const parts: string[] = []
  const chunk = new Uint8Array(CHUNK)
  let filled = 0
  let before = 0
  for (let i = 0; i < numbers.length; i++) {
    const difference = (numbers[i]! - before) | 0
    before = numbers[i]!
    let rest = ((difference << 1) ^ (difference >> 31)) >>> 0
    if (filled + 7 > CHUNK) {
      parts.push(String.fromCharCode(...chunk.subarray(0, filled)))
      filled = 0
    }
    while (rest >= MORE) {
      chunk[filled++] = codes[(rest & 31) | MORE]!
      rest >>>= 5
    }
    chunk[filled++] = codes[rest]!
  }
  parts.push(String.fromCharCode(...chunk.subarray(0, filled)))
  return parts.join('')
}

/** The numbers of a packed text. Throws on other characters, and on a text that ends in the middle of a number. */
export function unpackIntegers(text: string): Int32Array {
  const { length } = text
  let count = 0
  // A to f end a number
  for (let i = 0; i < length; i++) if ((text.charCodeAt(i) - 65) >>> 0 < 38) count++
  const numbers = new Int32Array(count)
  let before = 0
  let at = 0
  for (let i = 0; i < count; i++) {
    let zigzag = 0
    let shift = 0
    let value = MORE
    while (value >= MORE) {
      value = values[text.charCodeAt(at++)]!
      if (!(value < 64)) throw new Error(`character ${at} is none of packed numbers`)
      zigzag |= (value & 31) << shift
      shift += 5
    }
    before = (before + ((zigzag >>> 1) ^ -(zigzag & 1))) | 0
    numbers[i] = before
  }
  if (at !== length) throw new Error(`${length - at} characters are left after ${count} packed numbers`)
  return numbers
}

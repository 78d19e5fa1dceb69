/** The bytes of a text, at most `most` of them, cut on a whole character: no half letter at the end. */
export function cutText(text: string, most: number, encode: (text: string) => Uint8Array): Uint8Array {
  const whole = encode(text)
  if (whole.length <= most) return whole
  const letters = [...text]
  let [low, high] = [0, letters.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (encode(letters.slice(0, middle).join('')).length <= most) low = middle
    else high = middle - 1
  }
  return encode(letters.slice(0, low).join(''))
}

/** Indexes of points sorted along a Hilbert curve through their box (16 bits a side). */
export function hilbertOrder(xs: ArrayLike<number>, ys: ArrayLike<number>): Uint32Array {
  const [left, width] = range(xs)
  const [bottom, height] = range(ys)
  const keys = new Float64Array(xs.length)
  for (let index = 0; index < keys.length; index++)
    keys[index] = hilbertKey(((xs[index]! - left) / width) * 65535, ((ys[index]! - bottom) / height) * 65535)
  return Uint32Array.from(keys.keys()).sort((a, b) => keys[a]! - keys[b]! || a - b)
}

function range(values: ArrayLike<number>): [number, number] {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (let index = 0; index < values.length; index++) {
    least = Math.min(least, values[index]!)
    most = Math.max(most, values[index]!)
  }
  return [least, most - least || 1]
}

/** Distance along the curve of a point in 0 to 65535, by turning quadrant after quadrant (Warren, Hacker's Delight 16). */
function hilbertKey(atX: number, atY: number): number {
  let x = Math.floor(atX)
  let y = Math.floor(atY)
  let key = 0
  for (let side = 32768; side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0
    const upper = (y & side) > 0 ? 1 : 0
    key += side * side * ((3 * right) ^ upper)
    if (upper === 0) {
      if (right === 1) {
        x = 65535 - x
        y = 65535 - y
      }
      const held = x
      x = y
      y = held
    }
  }
  return key
}

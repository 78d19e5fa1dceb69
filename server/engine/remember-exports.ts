/** Only a library has so many. */
const many = 10_000

/**
 * Has `Object.keys` of a library's exports made once. The engine's loader asks for all 23,000 of PostGIS at each function that
 * is first called, to find the place of one: 6 ms each, 7 s for `create extension postgis`. For the engine's own process
 * alone: exports do not change once they are loaded, other objects of such a size are not expected there.
 */
export function rememberExports(): void {
  const keysOf = Object.keys
  const known = new WeakMap<object, string[]>()
  Object.keys = (value: object) => {
    const remembered = known.get(value)
    if (remembered !== undefined) return remembered
    const keys = keysOf(value)
    if (keys.length > many) known.set(value, keys)
    return keys
  }
}

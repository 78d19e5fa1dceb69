/** The same entries with room for `length`. */
export function longer(entries: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const made = new Int32Array(length)
  made.set(entries)
  return made
}

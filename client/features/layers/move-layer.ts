/** The list with one entry moved to place `to` (0 is first; beyond the ends is the end). Unknown ids change nothing. Pure. */
export function moveLayer<Entry extends { id: string }>(
  list: readonly Entry[],
  id: string,
  to: number,
): readonly Entry[] {
  const entry = list.find((known) => known.id === id)
  if (!entry) return list
  const rest = list.filter((known) => known !== entry)
  return rest.toSpliced(Math.min(rest.length, Math.max(0, to)), 0, entry)
}

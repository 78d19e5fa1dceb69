/** What a file is saved as: its words and the day, without the characters that file systems refuse. */
export function fileNameOf(words: readonly string[], timeZone: string, now: Date): string {
  const parts = words.map((word) => [...word.matchAll(/[\p{L}\p{N}]+/gu)].join('-').slice(0, 60))
  // the Swedish form of a day is ISO's
  const day = new Intl.DateTimeFormat('sv', { timeZone }).format(now)
  return [...parts, `${day}.pdf`].filter((part) => part !== '').join('-')
}

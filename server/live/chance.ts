/** Numbers in [0, 1) that are the same for the same seeds: mulberry32 over an FNV-1a hash of them. */
export function chance(...seeds: (string | number)[]): () => number {
  let state = 2_166_136_261
  for (const character of seeds.join('/')) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 16_777_619)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** How many of something with this mean happen: Poisson by Knuth's product; for means up to some hundreds. */
export function poisson(mean: number, random: () => number): number {
  const limit = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > limit; product *= random()) count += 1
  return count
}

/** Told now and then how far a long answer is (share, 0 to 1). May throw `Stopped`: nothing is kept then. */
export type Watch = (share: number) => void

/** Nobody waits for the answer any more; thrown by a watch, caught where the question came in. */
export class Stopped extends Error {}

/** Nobody watches. */
export const unwatched: Watch = () => {}

/** The watch over one part of a longer answer, from one share of the whole to another. */
export function watchPart(watch: Watch, from: number, to: number): Watch {
  return (share) => watch(from + (to - from) * share)
}

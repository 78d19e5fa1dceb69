import { whenCounty } from '#client/state/county.ts'
import { type CoverageThread, openCoverageThread, type ThreadHeard } from './coverage-thread.ts'

let ahead: { county: string; thread: CoverageThread; hear(heard: ThreadHeard): void } | null = null

/** Begins to fetch the model of the county shown before the page is drawn: the first picture of the map keeps the page busy meanwhile. */
export function openThreadAhead(): void {
  whenCounty(({ code }) => {
    let heard: ThreadHeard | null = null
    let first: ((heard: ThreadHeard) => void) | null = null
    const tell = (told: (heard: ThreadHeard) => void) => {
      if (heard) told(heard)
      else first = told
    }
    const thread = openCoverageThread(code, {
      ready: (facts) => tell((listener) => listener.ready(facts)),
      lost: (problem) => tell((listener) => listener.lost(problem)),
    })
    ahead = {
      county: code,
      thread,
      hear(listener) {
        heard = listener
        queueMicrotask(() => first?.(listener))
      },
    }
  })
}

/** The thread begun ahead where it is of this county, else one that begins now. */
export function takeThread(county: string, heard: ThreadHeard): CoverageThread {
  const taken = ahead
  ahead = null
  if (taken?.county === county) {
    taken.hear(heard)
    return taken.thread
  }
  taken?.thread.close()
  return openCoverageThread(county, heard)
}

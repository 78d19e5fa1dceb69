const SPAN_MILLISECONDS = 2_000

export interface Frames {
  perSecond: number
  /** Longest time between two frames. */
  worstMilliseconds: number
}

/** Counts the frames that the page is given, every two seconds. Returns a stop function. */
export function measureFrames(heard: (frames: Frames) => void): () => void {
  let frame = 0
  let began = performance.now()
  let last = began
  let count = 0
  let worst = 0
  const step = (now: number) => {
    count += 1
    worst = Math.max(worst, now - last)
    last = now
    if (now - began >= SPAN_MILLISECONDS) {
      heard({ perSecond: (count * 1_000) / (now - began), worstMilliseconds: worst })
      began = now
      count = 0
      worst = 0
    }
    frame = requestAnimationFrame(step)
  }
  frame = requestAnimationFrame(step)
  return () => cancelAnimationFrame(frame)
}

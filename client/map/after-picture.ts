/**
 * Runs `work` once the page has drawn what it knows now; returns how to call it off. What moves the map waits like this
 * behind a click: without a GPU a picture of the map takes longer than all else that a click changes.
 */
export function afterPicture(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(work)
  })
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}

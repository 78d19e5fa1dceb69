import { redo, undo, type Work } from './work.ts'

/** The work with its first `count` steps made: undoes, or makes again what was undone, one step at a time. */
export function walkTo(work: Work, count: number): Work {
  let current = work
  while (current.steps.length > count) current = undo(current)
  while (current.steps.length < count) {
    const next = redo(current)
    if (next === current) break
    current = next
  }
  return current
}

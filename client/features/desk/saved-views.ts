import { z } from 'zod'

/** A named set of filters, as the address holds them: `state=checking&order=soonest`. */
const view = z.object({ name: z.string().min(1).max(40), search: z.string().max(1_000) })
export type SavedView = z.infer<typeof view>

const MOST_VIEWS = 40
const keyOf = (county: string) => `gridboard.desk.views.${county}`

/** Views that this browser keeps for a county; what cannot be read is as if nothing were kept. */
export function readViews(county: string): readonly SavedView[] {
  try {
    return z
      .array(view)
      .catch([])
      .parse(JSON.parse(localStorage.getItem(keyOf(county)) ?? '[]'))
  } catch {
    return []
  }
}

/** Keeps the views; false where the browser keeps nothing. */
export function writeViews(county: string, views: readonly SavedView[]): boolean {
  try {
    localStorage.setItem(keyOf(county), JSON.stringify(views))
    return true
  } catch {
    return false
  }
}

/** The views with one more, or with its filters in place of those it had under the same name. Pure. */
export function addView(views: readonly SavedView[], added: SavedView): readonly SavedView[] {
  const others = views.filter((one) => one.name !== added.name)
  return [...others, added].slice(-MOST_VIEWS)
}

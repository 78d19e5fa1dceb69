import type { IssueSummary } from '#domain/contract/issue.ts'

/** The rows of a queue that have been read, in order, and what has happened to them since. */
export interface Queue {
  rows: readonly IssueSummary[]
  /** Numbers of rows that are in the queue no longer; they keep their place until the user lets them go. */
  left: ReadonlySet<string>
  /** Issues that have come into the part that is read: announced, not put between what one reads. */
  arrived: readonly IssueSummary[]
  /** Where the next page begins; null when all is read. */
  next: string | null
  order: Order
}

export type Order = 'newest' | 'soonest' | 'latest'

/** Nobody reads further by scrolling; the export stops here as well. */
export const MOST_ROWS = 100_000

export function beginQueue(order: Order, page: { issues: readonly IssueSummary[]; next: string | null }): Queue {
  return { rows: page.issues, left: new Set(), arrived: [], next: page.next, order }
}

/** The queue with one more page at its end; what is known already is not told twice. Pure. */
export function addPage(queue: Queue, page: { issues: readonly IssueSummary[]; next: string | null }): Queue {
  // the page is short and the queue is long: the queue is asked, not learnt by heart
  const read = new Set(page.issues.map((issue) => issue.number))
  const known = new Set<string>()
  for (const { number } of queue.rows) if (read.has(number)) known.add(number)
  const added = page.issues.filter((issue) => !known.has(issue.number))
  const rows = queue.rows.concat(added)
  return {
    ...queue,
    rows: rows.length > MOST_ROWS ? rows.slice(0, MOST_ROWS) : rows,
    arrived: queue.arrived.filter((issue) => !read.has(issue.number)),
    next: rows.length >= MOST_ROWS ? null : page.next,
  }
}

/** The queue after issues have changed: rows in place, those that left marked, those that came waiting. Pure. */
export function tellQueue(
  queue: Queue,
  issues: readonly IssueSummary[],
  belongs: (issue: IssueSummary) => boolean,
): Queue {
  const told = new Map(issues.map((issue) => [issue.number, issue]))
  const left = new Set(queue.left)
  let changed = false
  // the queue is long and what is told is short: rows are looked through, and copied only where one is another
  let rows: IssueSummary[] | null = null
  for (let at = 0; at < queue.rows.length && told.size > 0; at++) {
    const row = queue.rows[at]!
    const issue = told.get(row.number)
    if (issue === undefined) continue
    told.delete(row.number)
    if (issue.version <= row.version) continue
    rows ??= [...queue.rows]
    rows[at] = issue
    if (belongs(issue)) left.delete(issue.number)
    else left.add(issue.number)
  }
  const arrived = new Map(queue.arrived.map((issue) => [issue.number, issue]))
  for (const issue of told.values()) {
    const before = arrived.get(issue.number)
    if (before && before.version >= issue.version) continue
    if (belongs(issue) && isReached(queue, issue)) arrived.set(issue.number, issue)
    else if (!arrived.delete(issue.number)) continue
    changed = true
  }
  if (!changed && rows === null) return queue
  return { ...queue, rows: rows ?? queue.rows, left, arrived: [...arrived.values()] }
}

/** The queue with every row judged anew: time alone makes an issue late. Pure. */
export function judgeQueue(queue: Queue, belongs: (issue: IssueSummary) => boolean): Queue {
  const left = new Set<string>()
  for (const row of queue.rows) if (!belongs(row)) left.add(row.number)
  const same = left.size === queue.left.size && [...left].every((number) => queue.left.has(number))
  return same ? queue : { ...queue, left }
}

/** The queue with what has come in its place and without what has left. Pure. */
export function tidyQueue(queue: Queue): Queue {
  if (queue.arrived.length === 0 && queue.left.size === 0) return queue
  const coming = queue.arrived.toSorted((one, other) => inOrder(queue.order, one, other))
  const rows: IssueSummary[] = []
  let at = 0
  for (const row of queue.rows) {
    if (queue.left.has(row.number)) continue
    for (let next = coming[at]; next && inOrder(queue.order, next, row) < 0; next = coming[++at]) rows.push(next)
    rows.push(row)
  }
  return { ...queue, rows: [...rows, ...coming.slice(at)].slice(0, MOST_ROWS), left: new Set(), arrived: [] }
}

/** Whether an issue stands in the part of the queue that is read already. */
function isReached({ rows, next, order }: Queue, issue: IssueSummary): boolean {
  const last = rows.at(-1)
  return next === null || last === undefined || inOrder(order, issue, last) < 0
}

/** Below 0 where `one` stands before `other`: newest filed first, the soonest due, or the latest. */
function inOrder(order: Order, one: IssueSummary, other: IssueSummary): number {
  const moment = (issue: IssueSummary) => Date.parse(order === 'newest' ? issue.filedAt : issue.finishBy)
  const [first, second] = order === 'soonest' ? [one, other] : [other, one]
  return moment(first) - moment(second) || first.number.localeCompare(second.number)
}

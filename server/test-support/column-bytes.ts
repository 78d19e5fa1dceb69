import { issueSource } from '#domain/contract/issue.ts'
import { type ChangedIssue, type ColumnBytes, MICROSECONDS_TO_2000 } from '#server/heat/issue-columns.ts'

/** Issues as the database sends them, in one part; all of `categories`. */
export function columnBytes(issues: readonly ChangedIssue[], categories: string[]): ColumnBytes {
  const column = (bytes: number, write: (view: DataView, at: number, issue: ChangedIssue) => void) => {
    const view = new DataView(new ArrayBuffer(issues.length * bytes))
    issues.forEach((issue, index) => {
      write(view, index * bytes, issue)
    })
    return new Uint8Array(view.buffer)
  }
  const nameOf = ({ grid, microGrid }: ChangedIssue) => `${grid} ${microGrid}`
  const names = [...new Set(issues.map(nameOf))]
  const ordinals = new Map(names.map((name, ordinal) => [name, ordinal]))
  return {
    categories,
    grids: names.map((name) => name.split(' ')[0]!),
    microGrids: names.map((name) => name.split(' ')[1]!),
    places: column(4, (view, at, issue) => view.setInt32(at, ordinals.get(nameOf(issue))!)),
    days: column(4, (view, at, { day }) => view.setInt32(at, day)),
    ids: column(8, (view, at, issue) => view.setBigInt64(at, BigInt(issue.id))),
    filedAt: column(8, (view, at, issue) => view.setBigInt64(at, BigInt(issue.filedAt - MICROSECONDS_TO_2000))),
    longitudes: column(4, (view, at, issue) => view.setInt32(at, issue.longitude)),
    latitudes: column(4, (view, at, issue) => view.setInt32(at, issue.latitude)),
    kinds: column(4, (view, at, { category, open, source, hourOfWeek }) =>
      view.setInt32(
        at,
        (categories.indexOf(category) << 16) |
          (Number(open) << 12) |
          ((issueSource.options.indexOf(source) + 1) << 8) |
          hourOfWeek,
      ),
    ),
  }
}

import type { Queryable } from '#server/db.types.ts'
import type { IssueFilter } from '#server/heat/heat-filter.ts'
import { categoriesBelow } from '#server/heat/issue-columns.query.ts'
import type { CountedFilter } from '#server/heat/issue-question.ts'
import { HttpProblem } from '#server/http.ts'

/** The filter with its category's children. Throws HttpProblem for a category that nobody has. */
export async function countFilter(db: Queryable, filter: IssueFilter): Promise<CountedFilter> {
  const { category } = filter
  if (category === null) return { ...filter, categories: null }
  const categories = await categoriesBelow(db, category)
  if (categories.length === 0)
    throw new HttpProblem(400, 'unknown-category', `There is no category ${category}.`, 'query.category')
  return { ...filter, categories }
}

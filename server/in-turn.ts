import type { Queryable } from '#server/db.types.ts'

/** The same transaction for those who ask several things at once: they are asked one after the other. */
export function inTurn(transaction: Queryable): Queryable {
  let last: Promise<unknown> = Promise.resolve()
  return {
    query<Row>(sql: string, parameters?: readonly unknown[], asked?: 'often'): Promise<Row[]> {
      const answer = last.then(() => transaction.query<Row>(sql, parameters, asked))
      last = answer.catch(() => undefined)
      return answer
    },
  }
}

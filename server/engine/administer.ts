import pg from 'pg'

/** Statements on a server rather than in a database: creating, renaming and dropping databases. */
export interface Administration {
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>
}

/** Runs `work` on one connection of its own, outside any pool and transaction. For test databases and benchmarks. */
export async function administer<Result>(
  url: string,
  work: (administration: Administration) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work({
      async query(sql, parameters = []) {
        return (await client.query(sql, [...parameters])).rows
      },
    })
  } finally {
    await client.end()
  }
}

/** A row as the driver gives it; the caller names its shape. */
export interface Queryable {
  /**
   * Runs one static SQL text with numbered, cast parameters (`$1::text`) and returns its rows.
   * Geometry columns arrive as GeoJSON geometry objects, bigint (int8) as number, timestamptz as Date, numeric as number.
   * Throws `DatabaseError` (see db.ts); `DatabaseUnavailable` when the engine is being restarted: safe to retry a read.
   * `often`: asked many times a second with conditions that are always the same: PostGIS keeps its plan on each connection.
   */
  query<Row>(sql: string, parameters?: readonly unknown[], asked?: 'often'): Promise<Row[]>
}

export interface TransactionOptions {
  /** Each statement's time in this transaction, instead of STATEMENT_TIMEOUT_SECONDS: for what touches a whole county. */
  timeoutSeconds?: number
}

/** The database of one process: the same on the embedded engine and on PostGIS. */
export interface Db extends Queryable {
  readonly engine: 'embedded' | 'postgis'
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Statements that it asks without
   * waiting for one another are run in the order asked; PostGIS gets them together, in one trip.
   */
  transaction<Result>(work: (transaction: Queryable) => Promise<Result>, options?: TransactionOptions): Promise<Result>
  /** Calls `heard` whenever a feed row was committed by anyone (a wake-up, not the truth). Returns a stop function. */
  onFeed(heard: () => void): () => void
  close(): Promise<void>
}

/** The engine does not answer now (starting, restarting, cut): a read may be retried, a write is not known to have happened. */
export class DatabaseUnavailable extends Error {}

/** The statement ran past its time and was stopped. */
export class StatementTimeout extends Error {}

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

/**
 * Whose eyes a question is asked with. Paths are those of areas, each code between slashes; '' where there is nothing to
 * see. The policies in migrations/ say what each opens.
 */
export interface Scope {
  /** Ground whose issues are shown: the county asked about, or the area of a screen. */
  ground: string
  /** Ground of the post of who asks. */
  post: string
  role: string
  /** Id of the person. */
  person: string
}

export interface TransactionOptions {
  /** Each statement's time in this transaction, instead of STATEMENT_TIMEOUT_SECONDS: for what touches a whole county. */
  timeoutSeconds?: number
  /**
   * On the embedded engine: what it did is kept under this name, seen by nobody, also beyond the process (a prepared
   * transaction), until another transaction settles it. It may touch no table of the session, and notify nobody.
   */
  part?: string
  /** Names of parts that stand as soon as it is committed, before anybody else is served. */
  settles?: readonly string[]
}

/** The database of one process: the same on the embedded engine and on PostGIS. */
export interface Db extends Queryable {
  readonly engine: 'embedded' | 'postgis'
  /**
   * Runs `work` in one transaction: committed when it resolves, rolled back when it throws. Statements that it asks without
   * waiting for one another are run in the order asked; PostGIS gets them together, in one trip.
   */
  transaction<Result>(work: (transaction: Queryable) => Promise<Result>, options?: TransactionOptions): Promise<Result>
  /**
   * Reads as a person or a screen may: row security gives no row outside the scope, whatever the question asks for. Each
   * question is a transaction of its own, and changes nothing.
   */
  within(scope: Scope): Queryable
  /** Calls `heard` whenever a feed row was committed by anyone (a wake-up, not the truth). Returns a stop function. */
  onFeed(heard: () => void): () => void
  close(): Promise<void>
}

/** The engine does not answer now (starting, restarting, cut): a read may be retried, a write is not known to have happened. */
export class DatabaseUnavailable extends Error {}

/** Rows are held by what is put down in parts on the embedded engine: nothing was written; asked again a minute later, it works. */
export class RowsHeld extends Error {}

/** The statement ran past its time and was stopped. */
export class StatementTimeout extends Error {}

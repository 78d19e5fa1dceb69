import type { Logger } from 'pino'
import type { FeedChange } from '#domain/contract/feed.ts'
import type { Accounts } from './account/accounts.ts'
import type { Db } from './db.types.ts'
import type { Environment } from './env.ts'

/** Reads the feed in order and tells subscribers; see feed.ts. */
export interface FeedReader {
  /** Newest number read. */
  readonly sequence: number
  /** Whether the last look at the feed succeeded: false before the first and while the database is cut. */
  readonly current: boolean
  /** Called with changes in commit order, each exactly once. Returns a stop function. */
  subscribe(heard: (changes: FeedChange[]) => void): () => void
  /** Changes after `sequence`, oldest first; null when they are no longer kept. */
  since(county: string, sequence: number, limit: number): Promise<FeedChange[] | null>
  close(): Promise<void>
}

/** What every route may use; made once in main.ts, handed down by argument. */
export interface Context {
  db: Db
  feed: FeedReader
  accounts: Accounts
  log: Logger
  environment: Environment
  /** Moment of now; a test sets its own. */
  now: () => Date
}

import type { TileLayer } from '#domain/contract/common.ts'
import type { ImportSource, Manifest } from '#domain/contract/manifest.ts'
import type { Together } from '../in-session.ts'
import type { SourceReport } from '../report.ts'
import type { ImportSession } from '../stage.ts'

export interface TargetWork {
  /** Of a trial of issues, a session in which nothing is written. */
  transaction: ImportSession
  /** Finds out what would change; issues are not written then, all else is, and taken back. */
  trial: boolean
  /** Number of the import in the county's history, under which it keeps what issues it changes. */
  run: number
  /** Runs what must stand or fall together, where `transaction` is a session in which others have their turns. */
  together: Together
  /** Puts down what nobody sees before the import stands, by statements that touch no table of the session. */
  apart: Together
  county: Manifest['county']
  catalogue: Manifest['catalogue']
  source: ImportSource
  report: SourceReport
  /** Told of rows put down so far, where that takes long. */
  onWritten: (rows: number) => void
  /** Whether rows that the source dropped go; they are listed in import_missing. */
  removesMissing: boolean
}

/**
 * Moves the cleaned rows of import_stage into the layer's table: rows with the same source and key are updated and keep
 * their codes, new ones get the next number. Returns the tile layers that changed.
 */
export type Target = (work: TargetWork) => Promise<TileLayer[]>

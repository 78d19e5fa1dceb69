import type { Db } from '#server/db.types.ts'

/**
 * One benchmark, exported by a `*.bench.ts` file beside the code it measures:
 * `export const benchmarks: Benchmark[] = [...]`. `npm run bench` finds it by itself.
 */
export interface Benchmark {
  /** Dotted words, e.g. `tiles.z13.warm`; `--only tiles` chooses all that begin so. */
  name: string
  /** Unit of the value: `ms`, `1/s`, `s`, `MB`, `share` ... */
  unit: string
  /** What the value must keep; null where the figure only informs. */
  budget: Budget | null
  /** True: runs only with `--long` (soaks, the large county). */
  long?: boolean
  /** Stopped waiting for after this many seconds; 120 unless told. */
  limitSeconds?: number
  /** Measures. Throws `Skipped` when something it needs is not here. */
  run(context: BenchmarkContext): Promise<Figure | Figure[]> | Figure | Figure[]
}

export type Budget = { atMost: number } | { atLeast: number }

/** One measured number. `name`, `unit` and `budget` are the benchmark's own unless told; a name beginning with `.` is appended. */
export interface Figure {
  value: number
  name?: string
  unit?: string
  budget?: Budget | null
  /** Another way to the same answer, measured in this run: its value in the same unit, or why there is none. */
  peer?:
    | { name: string; value: number /** How many times better we must be. */; timesAtLeast?: number }
    | { name: string; skipped: string }
  /** Sizes and conditions behind the number. */
  note?: string
}

export interface BenchmarkContext {
  /** PostGIS, migrated and empty, a database of its own at every call. Throws `Skipped` when no server is named. */
  database(): Promise<Db>
  /** The embedded engine, migrated and empty, of its own at every call. */
  embedded(): Promise<Db>
  /** Seed of every random number of this run. */
  seed: number
  /** True with `--long`. */
  long: boolean
  /** Says something while running; goes to standard error. */
  log(words: string): void
}

/** Thrown by a benchmark that cannot run here; the reason is printed, never swallowed. */
export class Skipped extends Error {}

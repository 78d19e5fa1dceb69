import type { ComparedSide } from '#domain/contract/plan-comparison.ts'
import type { PlanState } from '#domain/plan-life/lifecycle.ts'
import type { SheetMap } from '../sheet/sheet.types.ts'

/** Figures of one side, as a comparison of plans tells them. */
export interface ReportSide extends Omit<ComparedSide, 'id' | 'name'> {
  /** Findings of the county's rules. */
  findings: number
}

/** A plan's report for the meeting, A4; it takes as many pages as its tables need. */
export interface ReportPage {
  kind: 'report'
  county: string
  scope: string
  plan: string
  state: PlanState
  /** Days in words. */
  asOf: string
  printed: string
  /** Why it is made, in the words of who prints; '' for none. */
  why: string
  comments: { actor: string; text: string; settled: boolean }[]
  norm: readonly [number, number]
  issuesPerWorker: number
  before: ReportSide
  after: ReportSide
  changes: { opened: number; closed: number; changed: number; renamed: number }
  households: { moved: number; all: number }
  issues: { moved: number; open: number }
  flows: { from: string; to: string; households: number; issues: number }[]
  workers: { title: string; from: string; to: string }[]
  withoutWorker: string[]
  maps: { before: SheetMap; after: SheetMap }
  demo: boolean
  attribution: string
  names: string[]
}

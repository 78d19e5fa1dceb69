import type { Position } from '#domain/contract/common.ts'
import type { PlanRules } from '#domain/contract/county.ts'
import type { Census, CountedPoints } from '#domain/partition/census.ts'
import type { Draft } from '#domain/partition/draft.ts'

/** What a rule looks at. */
export interface RuleWorld {
  readonly draft: Draft
  /** By grid, when a rule is asked. */
  readonly census: Census
  readonly points: CountedPoints
  /** The day the plan stands on. */
  readonly base: { readonly draft: Draft; readonly census: Census }
  /** Households a base grid should have, least and most. */
  readonly norm: readonly [number, number]
  /** Households a micro-grid should have, least and most. */
  readonly microGridNorm: readonly [number, number]
  /** What the county holds plans to. */
  readonly rules: PlanRules
  readonly compounds: readonly { readonly code: string; readonly name: string }[]
}

interface FindingOf<Rule extends string, Values> {
  /** Stable: the same trouble in the same grid has the same id. */
  readonly id: string
  readonly rule: Rule
  /** block: a plan with it should not be published; warn: look at it. */
  readonly severity: 'block' | 'warn'
  readonly face: string
  readonly at: Position
  readonly values: Values
}

export type Finding =
  | FindingOf<
      'too-few-households' | 'too-many-households',
      { households: number; least: number; most: number; off: number }
    >
  | FindingOf<
      'compound-split',
      { compound: string; code: string; buildings: number; households: number; elsewhere: string }
    >
  | FindingOf<'community-crossed', { community: string; households: number }>
  | FindingOf<'not-contiguous', { parts: number }>
  | FindingOf<'overloaded', { issues: number; most: number }>
  | FindingOf<'not-compact', { compactness: number; least: number }>
  | FindingOf<'too-narrow', { meters: number; least: number }>
  | FindingOf<'micro-grid-too-small' | 'micro-grid-too-large', { households: number; least: number; most: number }>

/** A world whose census is by grid; `faces` is by its finest faces. */
export interface JudgedWorld extends RuleWorld {
  readonly faces: Census
}

/** Judges one grid of a draft; how severe a finding is the county says. */
export type Rule = (face: string, world: JudgedWorld) => Finding[]

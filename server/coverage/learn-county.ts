import { LRUCache } from 'lru-cache'
import { type GatheredElderly, gatherElderly } from '#domain/coverage/gather-elderly.ts'
import { buildModel, type CoverageModel } from '#domain/coverage/model.ts'
import { type RepairStanding, repairNetwork } from '#domain/coverage/repair-network.ts'
import { createWhatIf, type WhatIf } from '#domain/coverage/what-if.ts'
import type { LoadedCounty } from './load-source.ts'

/** Choices of who walks to which stations that are kept ready at once. */
const MOST_CHOICES = 4

type Choice = Pick<WhatIf, 'walk' | 'choice'>

/** A county as the thread knows it. */
export interface LearntCounty extends LoadedCounty {
  /** With its repairs, and elderly people as they are: for those who may know. */
  model: CoverageModel
  /** The same with elderly people gathered, for everybody else. */
  told: CoverageModel
  gathered: GatheredElderly
  standings: RepairStanding[]
  /** The county under a choice, nothing changed: whoever changes it takes all back. */
  whatIf(walk: Choice['walk'], choice: Choice['choice']): WhatIf
}

export function learnCounty(loaded: LoadedCounty): LearntCounty {
  const { source, standings } = repairNetwork(loaded.source, loaded.repairs)
  const model = buildModel(source)
  const gathered = gatherElderly(source.buildings, loaded.smallCount)
  const kept = new LRUCache<string, WhatIf>({ max: MOST_CHOICES })
  return {
    ...loaded,
    model,
    gathered,
    standings,
    told: { ...model, places: { ...model.places, elderly: gathered.elderly }, totals: totalsOf(model, gathered) },
    whatIf(walk, choice) {
      const key = JSON.stringify([walk, choice])
      const known = kept.get(key)
      if (known) return known
      const made = createWhatIf(model, walk, choice)
      kept.set(key, made)
      return made
    },
  }
}

function totalsOf({ totals }: CoverageModel, { elderly }: GatheredElderly): CoverageModel['totals'] {
  return { ...totals, elderly: elderly.reduce((sum, people) => sum + people, 0) }
}

import { create } from 'zustand'
import type { Refusal } from '#domain/partition/partition.types.ts'
import type { FixedReason } from '../border-index.ts'
import type { SnapKind } from '../snap.ts'
import type { SplitPreview } from '../split-preview.ts'
import type { StepPreview } from '../step-preview.ts'

/** Words of the tools by key, with the values they take. */
export interface Words {
  key: string
  values?: Record<string, string | number>
}

/** What follows the pointer. */
export type Tip =
  | {
      kind: 'figures'
      preview: Pick<StepPreview, 'level' | 'sides'>
      stopped: boolean
      snapped: Pick<SnappedTo, 'kind' | 'name'> | null
    }
  | { kind: 'split'; preview: SplitPreview }
  | { kind: 'refused'; reason: Refusal['reason'] | FixedReason }
  | { kind: 'words'; words: Words }

interface SnappedTo {
  kind: SnapKind
  name: string
}

/** A button at the foot of the map that does what a key does. */
export interface Act {
  /** Key of its words under `act`. */
  text: string
  key: string
  accent?: boolean
  refused?: Refusal['reason'] | null
  run(): void
}

/** What the mode in hand says. x, y in CSS pixels of the window. */
export interface Said {
  hint: Words
  tip: Tip | null
  pointer: { x: number; y: number } | null
  acts: readonly Act[]
  /** Read to who cannot see the map. */
  told: Words | null
}

const silence: Said = { hint: { key: '' }, tip: null, pointer: null, acts: [], told: null }

export const useSaid = create<Said>(() => silence)

export function say(said: Partial<Said>): void {
  useSaid.setState(said)
}

export function fallSilent(): void {
  useSaid.setState({ ...silence, told: useSaid.getState().told }, true)
}

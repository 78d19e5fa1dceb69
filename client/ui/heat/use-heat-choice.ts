import { useCallback, useMemo, useSyncExternalStore } from 'react'
import { readParameter, subscribeAddress, writeParameter } from '#client/address.ts'
import { changedChoice, choiceKeys, type HeatChoice, printChoice, readChoice, type UsualHeat } from './heat-choice.ts'

type ChoiceName = keyof HeatChoice
const names: readonly ChoiceName[] = [
  'kind',
  'window',
  'state',
  'before',
  'category',
  'source',
  'hours',
  'weekdays',
  'by',
  'base',
  'cellMeters',
  'bandwidthMeters',
  'breaks',
]

export type ChangeHeat = (part: Partial<HeatChoice>) => void

/** What is chosen of the heat, kept in the address; `usual` must keep its identity between renders. */
export function useHeatChoice(usual: UsualHeat): [HeatChoice, ChangeHeat] {
  const text = useSyncExternalStore(subscribeAddress, () =>
    names.map((name) => readParameter(choiceKeys[name]) ?? '\u0000').join('\n'),
  )
  const choice = useMemo(() => {
    const texts = text.split('\n')
    const read = new Map<string, string | undefined>(names.map((name, index) => [choiceKeys[name], texts[index]]))
    return readChoice((key) => {
      const found = read.get(key) ?? '\u0000'
      return found === '\u0000' ? null : found
    }, usual)
  }, [text, usual])
  const change = useCallback(
    (part: Partial<HeatChoice>) => {
      const texts = printChoice(changedChoice(readChoice(readParameter, usual), part), usual)
      for (const name of names) writeParameter(choiceKeys[name], texts[name])
    },
    [usual],
  )
  return [choice, change]
}

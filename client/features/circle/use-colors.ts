import { useMemo } from 'react'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import type { CircleColors } from './circle.layer.ts'

const tokens = [
  '--heat-6',
  '--heat-5',
  '--heat-4',
  '--heat-3',
  '--text',
  '--text-3',
  '--surface',
  '--live',
  '--bad',
  '--good',
] as const

/** Colours of the page's layers as it is themed now. */
export function useColors(): CircleColors {
  const [
    five = '',
    ten = '',
    fifteen = '',
    twenty = '',
    text = '',
    soft = '',
    surface = '',
    live = '',
    bad = '',
    good = '',
  ] = useTokens(tokens)
  return useMemo(
    () => ({ ramp: [five, ten, fifteen, twenty], text, soft, surface, live, bad, good }),
    [five, ten, fifteen, twenty, text, soft, surface, live, bad, good],
  )
}

import { useMemo } from 'react'
import { type Ramp, rampTokens } from './heat-ramp.ts'
import { useTokens } from './use-tokens.ts'

/** Colours that heat is drawn with, as the page is themed now; keeps its identity while they stay the same. */
export function useRamp(): Ramp {
  const values = useTokens(rampTokens)
  return useMemo(() => (token) => values[rampTokens.indexOf(token)] ?? 'transparent', [values])
}

import { choiceCodec, useUrlState } from '#client/state/url.ts'

const sides = ['figures', 'problems', 'history', 'life'] as const
export type PanelSide = (typeof sides)[number]

const codec = choiceCodec(sides, 'figures')

/** The side of the panel that is shown, kept in the address. */
export function usePanelSide(): [PanelSide, (next: PanelSide) => void] {
  return useUrlState('side', codec)
}

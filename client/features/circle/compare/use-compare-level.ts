import { choiceCodec, useUrlState } from '#client/state/url.ts'
import { type GroundLevel, groundLevel } from '#domain/contract/area-ground.ts'

const levelCodec = choiceCodec<GroundLevel>(groundLevel.options, 'community')

/** Level of the areas that are held against each other; shares its place in the address with the table's. */
export function useCompareLevel(): [GroundLevel, (level: GroundLevel) => void] {
  return useUrlState('level', levelCodec)
}

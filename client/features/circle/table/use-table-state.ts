import { useMemo } from 'react'
import { type Codec, choiceCodec, textCodec, useUrlState } from '#client/state/url.ts'
import { type Order, readOrder, writeOrder } from '#client/ui/table/sort-rows.ts'
import { groundLevel } from '#domain/contract/area-ground.ts'

export const tableLevels = [...groundLevel.options, 'station'] as const
/** What the rows are: areas of a level, or the stations with their load. */
export type TableLevel = (typeof tableLevels)[number]

const levelCodec = choiceCodec<TableLevel>(tableLevels, 'community')
const textCode = textCodec('')
const orderCodec: Codec<Order | null> = {
  read: (text) => readOrder(text ?? ''),
  write: (order) => order && writeOrder(order),
}

export interface TableState {
  level: TableLevel
  setLevel(level: TableLevel): void
  /** null: as the level has it by itself. */
  order: Order | null
  setOrder(order: Order | null): void
  /** What was typed to find rows. */
  find: string
  setFind(typed: string): void
  /** Code of the row that is shown on the map; '' for none. */
  selected: string
  setSelected(code: string): void
}

/** What the table shows, as the address says. */
export function useTableState(): TableState {
  const [level, setLevel] = useUrlState('level', levelCodec)
  const [order, setOrder] = useUrlState('sort', orderCodec)
  const [find, setFind] = useUrlState('find', textCode)
  const [selected, setSelected] = useUrlState('row', textCode)
  return useMemo(
    () => ({ level, setLevel, order, setOrder, find, setFind, selected, setSelected }),
    [level, setLevel, order, setOrder, find, setFind, selected, setSelected],
  )
}

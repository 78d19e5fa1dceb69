import type { TFunction } from 'i18next'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { serverNow } from '#client/state/live.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { type Column, SortTable } from '#client/ui/table/SortTable.tsx'
import { type Order, sortRows } from '#client/ui/table/sort-rows.ts'
import { toast } from '#client/ui/toast.ts'
import { type GroundLevel, groundLevel } from '#domain/contract/area-ground.ts'
import type { County } from '#domain/contract/county.ts'
import type { compareScenarios } from '#domain/contract/scenario.ts'
import { saveTable, type TableFile } from '../table/export-table.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './ComparePart.module.css'

type AreaChange = z.output<typeof compareScenarios.answer>['areas'][number]

interface AreaChangesProps {
  county: County
  areas: readonly AreaChange[]
  names: readonly string[]
  /** The side whose gains and losses are shown. */
  side: number
  level: GroundLevel
  onLevel(level: GroundLevel): void
}

/** Areas with the households that each side reaches, and those gained and lost against the first. */
export function AreaChanges({ county, areas, names, side, level, onLevel }: AreaChangesProps) {
  const { t, i18n } = useTranslation('circle-compare')
  const numbers = useNumbers()
  const chinese = useLanguage() === 'zh'
  const [order, setOrder] = useState<Order>({ column: 'gained', descending: true })
  const [selected, setSelected] = useState<string | null>(null)
  const columns = useMemo(
    (): Column<AreaChange>[] => [
      { id: 'name', title: t('column.name'), width: 'minmax(7rem, 1.4fr)', cell: ({ name }) => name },
      {
        id: 'households',
        title: t('column.households'),
        width: '4.5rem',
        numeric: true,
        cell: ({ households }) => numbers.whole(households),
      },
      ...[0, side].map(
        (at): Column<AreaChange> => ({
          id: at === 0 ? 'base' : 'inside',
          title: names[at] ?? '',
          width: '5.5rem',
          numeric: true,
          cell: ({ inside }) => numbers.whole(inside[at] ?? 0),
        }),
      ),
      {
        id: 'gained',
        title: t('column.gained'),
        width: '4.5rem',
        numeric: true,
        cell: ({ gained }) => <span data-look="more">{gained[side] ? `▲ ${numbers.whole(gained[side])}` : ''}</span>,
      },
      {
        id: 'lost',
        title: t('column.lost'),
        width: '4.5rem',
        numeric: true,
        cell: ({ lost }) => <span data-look="fewer">{lost[side] ? `▼ ${numbers.whole(lost[side])}` : ''}</span>,
      },
    ],
    [t, numbers, names, side],
  )
  const rows = useMemo(() => {
    const values: Record<string, (row: AreaChange) => number | string> = {
      name: ({ name }) => name,
      households: ({ households }) => households,
      base: ({ inside }) => inside[0] ?? 0,
      inside: ({ inside }) => inside[side] ?? 0,
      gained: ({ gained }) => gained[side] ?? 0,
      lost: ({ lost }) => lost[side] ?? 0,
    }
    return sortRows(areas, values[order.column] ?? codeOf, order.descending, i18n.language)
  }, [areas, side, order, i18n.language])
  const save = (format: 'csv' | 'xlsx') => {
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: county.timeZone }).format(serverNow())
    saveTable(fileOf(rows, names, t('file', { county: chinese ? county.name : county.nameEn, day }), t), format).catch(
      () => toast(t('failed'), 'bad'),
    )
  }
  return (
    <section className={styles.areas}>
      <div className={styles.tools}>
        <Segmented<GroundLevel>
          label={t('circle-table:level.label')}
          choices={groundLevel.options.map((value) => ({ value, text: t(`circle-table:level.${value}`) }))}
          value={level}
          onChange={onLevel}
        />
        {(['csv', 'xlsx'] as const).map((format) => (
          <Button key={format} onClick={() => save(format)}>
            {t(`circle-table:export.${format}`)}
          </Button>
        ))}
      </div>
      <SortTable
        label={t('areas')}
        columns={columns}
        rows={rows}
        keyOf={codeOf}
        order={order}
        onOrder={setOrder}
        selected={selected}
        onChoose={({ code }) => setSelected(code)}
      />
    </section>
  )
}

const codeOf = ({ code }: AreaChange) => code

/** All sides as a file: households inside for each, and gained and lost against the first. */
function fileOf(
  rows: readonly AreaChange[],
  names: readonly string[],
  name: string,
  t: TFunction<'circle-compare'>,
): TableFile {
  const sides = names.map((side, at) => ({ side, at }))
  const others = sides.slice(1)
  return {
    name,
    keys: [],
    head: [
      t('circle-table:head.code'),
      t('column.name'),
      t('column.households'),
      ...sides.map(({ side }) => t('head.inside', { side })),
      ...others.flatMap(({ side }) => [t('head.gained', { side }), t('head.lost', { side })]),
    ],
    rows: rows.map(({ code, name, households, inside, gained, lost }) => [
      code,
      name,
      households,
      ...sides.map(({ at }) => inside[at] ?? 0),
      ...others.flatMap(({ at }) => [gained[at] ?? 0, lost[at] ?? 0]),
    ]),
  }
}

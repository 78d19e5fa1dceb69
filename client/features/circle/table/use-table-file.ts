import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '#client/state/live.ts'
import { useLanguage } from '#client/state/view.ts'
import type { County } from '#domain/contract/county.ts'
import { type AreaRow, elderlyWithin, type LoadRow } from './area-rows.ts'
import { areaCells, areaKeys, loadCells, loadKeys, type TableFile } from './export-table.ts'
import type { TableLevel } from './use-table-state.ts'

/** The table that is shown as a file with the page's words; null while there is none. */
export function useTableFile(
  county: County,
  level: TableLevel,
  minutes: number,
  areas: readonly AreaRow[] | null,
  loads: readonly LoadRow[] | null,
): TableFile | null {
  const { t } = useTranslation('circle-table')
  const chinese = useLanguage() === 'zh'
  return useMemo(() => {
    // this locale prints what spreadsheets read: 2026-03-01
    const day = new Intl.DateTimeFormat('sv-SE', { timeZone: county.timeZone }).format(serverNow())
    const name = t('export.fileName', {
      county: chinese ? county.name : county.nameEn,
      level: t(`level.${level}`),
      minutes,
      day,
    })
    const words = { minutes, elderlyMinutes: elderlyWithin(minutes) }
    if (level === 'station')
      return (
        loads && { name, keys: loadKeys, head: loadKeys.map((key) => t(`head.${key}`)), rows: loads.map(loadCells) }
      )
    return (
      areas && {
        name,
        keys: areaKeys,
        head: areaKeys.map((key) => t(`head.${key}`, words)),
        rows: areas.map(areaCells),
      }
    )
  }, [t, chinese, county, level, minutes, areas, loads])
}

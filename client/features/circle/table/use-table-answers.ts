import { useMemo } from 'react'
import { listAreas } from '#domain/contract/county.ts'
import { askCoverageAreas, askCoverageFigures } from '#domain/contract/coverage-figures.ts'
import type { Coverage } from '../coverage-context.ts'
import { useModelAnswer } from '../model/use-model-answer.ts'
import { useAnswer } from '../use-answer.ts'
import { areaRows, loadRows } from './area-rows.ts'
import { useLiveAreas } from './use-live-areas.ts'
import type { TableLevel } from './use-table-state.ts'

/** Rows of areas: what follows the finger from the page's model, what people's ages and stations are from the server. */
export function useAreaRows(coverage: Coverage, level: TableLevel) {
  const { county, question, settled, model } = coverage
  const area = level === 'station' ? null : level
  const asked = useAnswer(askCoverageAreas, area && { body: { ...bodyOf(coverage), level: area } })
  const ladder = useAnswer(listAreas, area && { query: { county: county.code } })
  const live = useLiveAreas(model, area, question)
  const unchanged = useMemo(() => (settled.changes.length === 0 ? null : { ...settled, changes: [] }), [settled])
  const before = useLiveAreas(model, area, unchanged)
  const names = useMemo(
    () => ({
      areas: new Map(ladder.answer?.areas.map(({ code, name }) => [code, name])),
      stations: new Map(coverage.stations.map(({ code, name }) => [code, name])),
    }),
    [ladder.answer, coverage.stations],
  )
  const told = asked.answer?.level === area ? asked.answer?.areas : undefined
  const rows = useMemo(
    () =>
      told
        ? areaRows(told, live, before, question.minutes, {
            area: (code) => names.areas.get(code) ?? '',
            station: (code) => names.stations.get(code) ?? code,
          })
        : null,
    [told, live, before, question.minutes, names],
  )
  return { rows, asked }
}

/** Rows of stations with their load; the page's model is asked as the finger moves, the server where there is none. */
export function useLoadRows(coverage: Coverage, level: TableLevel, levelOf: (code: string) => string) {
  const { question, model } = coverage
  const shown = level === 'station'
  const live = useModelAnswer(model, 'loads', shown ? question : null)
  const asked = useAnswer(askCoverageFigures, shown ? { body: bodyOf(coverage) } : null)
  const rows = useMemo(() => {
    if (!shown || !asked.answer) return null
    const second = new Map(asked.answer.loads.map(({ code, withSecond }) => [code, withSecond]))
    const loads = live
      ? live.told.now.map((load) => ({ ...load, withSecond: second.get(load.code) ?? 0 }))
      : asked.answer.loads
    return loadRows(loads, live?.told.before ?? null, levelOf)
  }, [shown, asked.answer, live, levelOf])
  return { rows, asked }
}

function bodyOf({ county, settled: { walk, stations, changes, minutes } }: Coverage) {
  return { county: county.code, walk, stations, changes: [...changes], minutes }
}

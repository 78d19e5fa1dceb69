import { useTranslation } from 'react-i18next'
import type { AreaSummary } from '#domain/contract/county.ts'
import { ChoiceList, type Line } from './ChoiceList.tsx'
import { Menu } from './Menu.tsx'
import { useGrids } from './use-choices.ts'
import type { Rung } from './use-ladder.ts'

export interface AreaMenuProps {
  county: string
  areas: readonly AreaSummary[]
  /** Down to what is chosen; empty means the whole county. */
  ladder: readonly Rung[]
  onChange(area: string | null): void
}

const WHOLE = ''

/** Street, community or grid: a choice opens the next step below itself. */
export function AreaMenu({ county, areas, ladder, onChange }: AreaMenuProps) {
  const { t } = useTranslation('desk')
  const [street, community, ...below] = ladder
  const chosen = ladder.at(-1)
  const grids = useGrids(county, community?.code ?? null)
  const lines: Line[] = [{ value: WHOLE, text: t('area.whole') }]
  const add = (area: AreaSummary, depth: number) =>
    lines.push({
      value: area.code,
      text: area.name,
      depth,
      note: t('area.open', { count: area.openIssues }),
    })
  for (const area of areas) {
    if (area.level === 'street') add(area, 0)
    if (area.level !== 'community' || area.parent !== street?.code) continue
    add(area, 1)
    if (area.code !== community?.code) continue
    for (const grid of grids ?? below) lines.push({ value: grid.code, text: grid.name, depth: 2 })
    // a micro-grid that a link names stands in no list
    for (const rung of below)
      if (grids && !grids.some((grid) => grid.code === rung.code))
        lines.push({ value: rung.code, text: rung.name, depth: 3 })
  }
  if (street && !areas.some((area) => area.code === street.code)) lines.push({ value: street.code, text: street.name })
  return (
    <Menu label={t('area.label')} value={chosen?.name ?? null}>
      {() => (
        <ChoiceList
          label={t('area.label')}
          lines={lines}
          value={chosen?.code ?? WHOLE}
          onChange={(code) => onChange(code === WHOLE ? null : code)}
        />
      )}
    </Menu>
  )
}

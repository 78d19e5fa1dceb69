import { useTranslation } from 'react-i18next'
import { Segmented } from '#client/ui/Chips.tsx'
import { Slider } from '#client/ui/Slider.tsx'
import type { County } from '#domain/contract/county.ts'
import { type HeatBy, heatBy } from '#domain/contract/heat-area.ts'
import { issueSource } from '#domain/contract/issue.ts'
import { cellStops, type HeatBase, type HeatChoice, heatBases, heatKinds, withKind } from '../heat-choice.ts'
import type { FixedClasses } from '../use-fixed-classes.ts'
import type { ChangeHeat } from '../use-heat-choice.ts'
import { useHeatFormat } from '../use-heat-format.ts'
import { BreaksField } from './BreaksField.tsx'
import { bandwidthStops, nearestStop } from './bandwidth-stops.ts'
import { CategorySelect } from './CategorySelect.tsx'
import styles from './HeatSettings.module.css'
import { NumberStrip } from './NumberStrip.tsx'
import { SelectLine } from './SelectLine.tsx'
import { WindowChoice } from './WindowChoice.tsx'

export interface HeatSettingsProps {
  county: County
  /** Id of the open draft; null where none is. */
  draft: string | null
  choice: HeatChoice
  classes: FixedClasses
  change: ChangeHeat
}

const hours = Array.from({ length: 24 }, (_, hour) => hour)
const weekdays = [1, 2, 3, 4, 5, 6, 7]

/** Everything that heat is chosen by: its kind, window and ground first, finer filters behind a fold. */
export default function HeatSettings({ county, draft, choice, classes, change }: HeatSettingsProps) {
  const { t } = useTranslation('heat')
  const format = useHeatFormat()
  const { kind, by } = choice
  const byArea = kind === 'rate' || kind === 'significance' || kind === 'emerging'
  const lists = [choice.source, choice.hours, choice.weekdays]
  const narrowed =
    lists.filter(({ length }) => length > 0).length + (choice.category === null ? 0 : 1) + (classes.own ? 1 : 0)
  return (
    <div className={styles.settings}>
      <div className={styles.kinds}>
        <Segmented
          label={t('kind.label')}
          value={kind}
          choices={heatKinds.map((value) => ({ value, text: t(`kind.${value}`) }))}
          onChange={(next) => change(withKind(choice, next))}
        />
      </div>
      <WindowChoice timeZone={county.timeZone} choice={choice} change={change} />
      {byArea && (
        <SelectLine
          label={t('by.label')}
          value={by}
          choices={heatBy.options
            .filter((value) => value !== 'draft' || draft !== null)
            .map((value) => ({ value, text: t(`by.${value}`) }))}
          onChange={(next: HeatBy) => change({ by: next })}
        />
      )}
      {(kind === 'significance' || kind === 'emerging') && (
        <SelectLine
          label={t('measured.label')}
          value={choice.base}
          choices={heatBases.map((value) => ({ value, text: t(`measured.${value}`) }))}
          onChange={(next: HeatBase) => change({ base: next })}
        />
      )}
      {byArea && by === 'cell' && (
        <SelectLine
          label={t('cell')}
          value={String(choice.cellMeters)}
          choices={[...new Set([...cellStops, choice.cellMeters])]
            .sort((a, b) => a - b)
            .map((meters) => ({ value: String(meters), text: format.meters(meters) }))}
          onChange={(next) => change({ cellMeters: Number(next) })}
        />
      )}
      {kind !== 'rate' && (
        <Slider
          label={t(kind === 'density' ? 'bandwidth' : 'reach')}
          value={nearestStop(choice.bandwidthMeters)}
          min={0}
          max={bandwidthStops.length - 1}
          text={format.meters(choice.bandwidthMeters)}
          onChange={(index) => change({ bandwidthMeters: bandwidthStops[index] ?? choice.bandwidthMeters })}
        />
      )}
      <details className={styles.finer} open={narrowed > 0 || undefined}>
        <summary>{t('finer', { count: narrowed })}</summary>
        <CategorySelect county={county.code} value={choice.category} onChange={(category) => change({ category })} />
        <NumberStrip
          label={t('weekdays')}
          numbers={weekdays}
          chosen={choice.weekdays}
          textOf={(day) => format.weekday(day)}
          nameOf={(day) => format.weekday(day, true)}
          presets={[
            { text: t('preset.workdays'), numbers: [1, 2, 3, 4, 5] },
            { text: t('preset.weekend'), numbers: [6, 7] },
          ]}
          onChange={(next) => change({ weekdays: next })}
        />
        <NumberStrip
          label={t('hours')}
          numbers={hours}
          chosen={choice.hours}
          textOf={(hour) => (hour % 6 === 0 ? String(hour) : '')}
          nameOf={(hour) => t('hourRun', { from: hour, to: hour + 1 })}
          presets={[
            { text: t('preset.day'), numbers: hours.slice(8, 18) },
            { text: t('preset.night'), numbers: [22, 23, 0, 1, 2, 3, 4, 5] },
          ]}
          onChange={(next) => change({ hours: next })}
        />
        <SourceChoice choice={choice} change={change} />
        {(kind === 'density' || kind === 'rate') && (
          <BreaksField
            kind={kind}
            breaks={classes.own ? choice.breaks : null}
            usual={classes.usual}
            onChange={(breaks) => change({ breaks })}
          />
        )}
      </details>
    </div>
  )
}

/** Sources as pills that are on or off; none on means all. */
function SourceChoice({ choice, change }: Pick<HeatSettingsProps, 'choice' | 'change'>) {
  const { t } = useTranslation('heat')
  const { source } = choice
  return (
    <fieldset className={styles.sources}>
      <legend>{t('source')}</legend>
      {issueSource.options.map((one) => (
        <label key={one}>
          <input
            type="checkbox"
            checked={source.includes(one)}
            onChange={({ currentTarget: { checked } }) =>
              change({
                source: issueSource.options.filter((other) => (other === one ? checked : source.includes(other))),
              })
            }
          />
          <span>{t(`card:source.${one}`)}</span>
        </label>
      ))}
    </fieldset>
  )
}

import { useTranslation } from 'react-i18next'
import { Field } from '#client/ui/Field.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import type { MinuteSpan, WallProgram } from '#domain/contract/wall.ts'
import { LEAST_ARC_MINUTES, listArcMinutes, viewingOf } from '#domain/wall/viewing.ts'
import { Check } from './Check.tsx'
import { printMinute, readMinute } from './program-draft.ts'
import styles from './WallScenes.module.css'

const themes = ['dark', 'light', 'by-time'] as const
/** Of the screens that walls are made of: width and height in pixels. */
const screens = [
  [1_920, 1_080],
  [3_840, 2_160],
  [7_680, 2_160],
  [7_680, 4_320],
] as const

export interface ScreenEditorProps {
  program: WallProgram
  onChange(part: Partial<WallProgram>): void
}

/** The screen as it hangs, its theme, its quiet hours, and when the page begins anew. */
export function ScreenEditor({ program, onChange }: ScreenEditorProps) {
  const { t } = useTranslation('wall-scenes')
  const { screen, day, quiet, theme, reloadAt } = program
  const meters = (key: 'widthMeters' | 'distanceMeters', least: number, most: number) => (
    <Field
      label={t(`screen.${key}`)}
      type="number"
      step={0.1}
      min={least}
      max={most}
      value={screen[key] ?? ''}
      hint={t('screen.unset')}
      error={
        screen[key] !== null && (screen[key] < least || screen[key] > most)
          ? t('screen.range', { least, most })
          : undefined
      }
      onChange={(event) => {
        const value = event.currentTarget.valueAsNumber
        onChange({ screen: { ...screen, [key]: Number.isFinite(value) ? value : null } })
      }}
    />
  )
  const minutes = (label: string, value: number, set: (minute: number) => void) => (
    <Field
      label={label}
      type="time"
      value={printMinute(value)}
      onChange={(event) => {
        const minute = readMinute(event.currentTarget.value)
        if (minute !== null) set(minute)
      }}
    />
  )
  const span = (name: string, value: MinuteSpan, set: (span: MinuteSpan) => void) => (
    <>
      {minutes(t(`${name}.from`), value.from, (from) => set({ ...value, from }))}
      {minutes(t(`${name}.to`), value.to, (to) => set({ ...value, to }))}
    </>
  )
  return (
    <>
      <div className={styles.fields}>
        {meters('widthMeters', 0.3, 60)}
        {meters('distanceMeters', 0.5, 100)}
      </div>
      {screen.widthMeters !== null && screen.distanceMeters !== null && (
        <ul className={styles.sizes}>
          {screens.map(([widthPixels, heightPixels]) => {
            const { arcMinutes, readableMeters } = viewingOf({ widthPixels, heightPixels, ...screen })
            if (arcMinutes === null || readableMeters === null) return null
            const good = arcMinutes > LEAST_ARC_MINUTES - 0.25
            return (
              <li key={`${widthPixels} ${heightPixels}`} data-good={good}>
                {t(good ? 'screen.readable' : 'screen.tooFar', {
                  width: widthPixels,
                  height: heightPixels,
                  least: arcMinutes.toFixed(1),
                  list: listArcMinutes(arcMinutes).toFixed(1),
                  meters: readableMeters.toFixed(1),
                })}
              </li>
            )
          })}
        </ul>
      )}
      <div className={styles.fields}>
        <SelectField
          label={t('theme.label')}
          value={theme}
          groups={[{ heading: '', options: themes.map((value) => ({ value, text: t(`theme.${value}`) })) }]}
          onChange={(value) => onChange({ theme: themes.find((known) => known === value) ?? 'dark' })}
        />
        {theme === 'by-time' && span('day', day, (next) => onChange({ day: next }))}
        {minutes(t('reloadAt'), reloadAt, (next) => onChange({ reloadAt: next }))}
      </div>
      <div className={styles.fields}>
        <Check
          label={t('quiet.on')}
          checked={quiet !== null}
          onChange={(on) => onChange({ quiet: on ? { from: 22 * 60, to: 7 * 60 } : null })}
        />
        {quiet !== null && span('quiet', quiet, (next) => onChange({ quiet: next }))}
      </div>
    </>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { changeLimits } from '#domain/contract/change.ts'
import type { OpeningHours, Station } from '#domain/contract/station.ts'
import { useCoverage } from '../coverage-context.ts'
import { CheckChips } from '../filter/CheckChips.tsx'
import { HoursEditor } from '../hours/HoursEditor.tsx'
import { useStationWords } from '../use-station-words.ts'
import { put, useDraft } from './draft-store.ts'
import { useMakeChange } from './use-make-change.ts'
import styles from './WhatIfPart.module.css'

const everyDay = [1, 2, 3, 4, 5, 6, 7]

/** The chosen station: close it, change what it offers, when it is open, and how many it can serve. */
export function StationEditor({ station }: { station: Station }) {
  const { t } = useTranslation('circle')
  const { stations, state } = useCoverage()
  const words = useStationWords()
  const make = useMakeChange()
  const [open, setOpen] = useState(false)
  const offered = [...new Set(stations.flatMap(({ services }) => services))].sort()
  const { code } = station
  const close = async () => {
    if (await make({ kind: 'close-station', code })) state.setStation('')
  }
  return (
    <section className={styles.editor} aria-label={station.name}>
      <h3>{station.name}</h3>
      <div className={styles.acts}>
        <Button aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('whatIf.edit')}
        </Button>
        <Button look="danger" onClick={() => void close()}>
          {t('whatIf.close')}
        </Button>
      </div>
      {open && (
        <>
          <NewName station={station} />
          <CheckChips
            label={t('whatIf.services')}
            choices={offered.map((value) => ({ value, text: words.service(value) }))}
            values={station.services}
            onChange={(services) => void make({ kind: 'change-station', code, services })}
          />
          <Hours hours={station.hours} onChange={(hours) => void make({ kind: 'change-station', code, hours })} />
          <HoursEditor
            key={code}
            hours={station.hours}
            onChange={(hours) => void make({ kind: 'change-station', code, hours })}
          />
          <Field
            label={t('whatIf.capacity')}
            type="number"
            inputMode="numeric"
            min={0}
            max={changeLimits.capacityHouseholds}
            value={station.capacityHouseholds ?? ''}
            hint={t('whatIf.capacityHint')}
            onChange={({ currentTarget: { value, valueAsNumber } }) => {
              const households = Math.round(valueAsNumber)
              if (value !== '' && !(households >= 0 && households <= changeLimits.capacityHouseholds)) return
              void make({ kind: 'change-station', code, capacityHouseholds: value === '' ? null : households })
            }}
          />
        </>
      )}
    </section>
  )
}

/** The name of a station that was added here. */
function NewName({ station }: { station: Station }) {
  const { t } = useTranslation('circle')
  const changes = useDraft((draft) => draft.changes)
  const at = changes.findIndex((change) => change.kind === 'add-station' && change.code === station.code)
  const added = changes[at]
  if (added?.kind !== 'add-station') return null
  return (
    <Field
      label={t('whatIf.name')}
      maxLength={changeLimits.nameLength}
      defaultValue={added.name}
      onBlur={({ currentTarget }) => {
        const name = currentTarget.value.trim()
        if (name === '') currentTarget.value = added.name
        else if (name !== added.name) put(changes.with(at, { ...added, name }))
      }}
    />
  )
}

/** Hours that leaders ask for most, at one touch: longer into the evening, on weekdays, round the clock. */
function Hours({ hours, onChange }: { hours: readonly OpeningHours[]; onChange(hours: OpeningHours[]): void }) {
  const { t } = useTranslation('circle')
  const wishes: { key: string; hours: OpeningHours[] }[] = [
    { key: 'evening', hours: [{ days: everyDay, opensMinute: 480, closesMinute: 1260 }] },
    { key: 'workdays', hours: [{ days: everyDay.slice(0, 5), opensMinute: 510, closesMinute: 1050 }] },
    { key: 'always', hours: [{ days: everyDay, opensMinute: 0, closesMinute: 1440 }] },
  ]
  const now = JSON.stringify(hours)
  return (
    <CheckChips
      label={t('whatIf.hours')}
      choices={wishes.map(({ key }) => ({ value: key, text: t(`whatIf.hoursOf.${key}`) }))}
      values={wishes.filter((wish) => JSON.stringify(wish.hours) === now).map(({ key }) => key)}
      onChange={(keys) => {
        const before = wishes.find((wish) => JSON.stringify(wish.hours) === now)?.key
        const wish = wishes.find(({ key }) => keys.includes(key) && key !== before)
        if (wish) onChange(wish.hours)
      }}
    />
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { OpeningHours } from '#domain/contract/station.ts'
import { CheckChips } from '../filter/CheckChips.tsx'
import { stationHours } from './clock-hours.ts'
import styles from './Hours.module.css'
import { TimeSpan } from './TimeSpan.tsx'

/** Slots that one station can have. */
const MOST_SLOTS = 14
const week = ['1', '2', '3', '4', '5', '6', '7']

interface HoursEditorProps {
  hours: readonly OpeningHours[]
  /** Told every time that what is here can be asked: slots without a day are left out. */
  onChange(hours: OpeningHours[]): void
}

/** Opening hours of a station: several slots, each on some days between two times, past midnight too. */
export function HoursEditor({ hours, onChange }: HoursEditorProps) {
  const { t } = useTranslation('circle')
  const format = useCardFormat('UTC')
  const [slots, setSlots] = useState<readonly OpeningHours[]>(hours)
  const [known, setKnown] = useState(hours)
  if (!sameHours(hours, known)) {
    setKnown(hours)
    // told from elsewhere: undone, or one of the usual hours
    if (!sameHours(hours, askable(slots))) setSlots(hours)
  }
  const put = (next: readonly OpeningHours[]) => {
    setSlots(next)
    const asked = askable(next)
    if (asked.length > 0 && !sameHours(asked, hours)) onChange(asked)
  }
  return (
    <div className={styles.hours}>
      {slots.length === 0 && <p>{t('hours.unknown')}</p>}
      {slots.map((slot, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a slot is known by its place in the list
        <section key={at} className={styles.slot} aria-label={t('hours.slot', { number: at + 1 })}>
          <CheckChips
            label={t('hours.slot', { number: at + 1 })}
            choices={week.map((value) => ({ value, text: format.days([Number(value)]) }))}
            values={slot.days.map(String)}
            onChange={(days) =>
              put(slots.with(at, stationHours(days.map(Number), slot.opensMinute, slot.closesMinute)))
            }
          />
          {slot.days.length === 0 && <p role="alert">{t('hours.noDay')}</p>}
          <TimeSpan
            opensMinute={slot.opensMinute}
            closesMinute={slot.closesMinute}
            onChange={(opens, closes) => put(slots.with(at, stationHours(slot.days, opens, closes)))}
          />
          {slots.length > 1 && (
            <IconButton
              className={styles.remove}
              label={t('hours.remove', { number: at + 1 })}
              icon={<CloseIcon />}
              onClick={() => put(slots.filter((_, other) => other !== at))}
            />
          )}
        </section>
      ))}
      <Button
        reason={slots.length >= MOST_SLOTS ? t('hours.tooMany', { most: MOST_SLOTS }) : undefined}
        onClick={() => put([...slots, stationHours([1, 2, 3, 4, 5], 540, 1020)])}
      >
        {t('hours.add')}
      </Button>
    </div>
  )
}

function askable(slots: readonly OpeningHours[]): OpeningHours[] {
  return slots.filter(({ days }) => days.length > 0)
}

function sameHours(one: readonly OpeningHours[], other: readonly OpeningHours[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { usePost } from '#client/state/post.ts'
import { numberCodec, useUrlState } from '#client/state/url.ts'
import { AdminFrame } from '#client/ui/AdminFrame.tsx'
import { Button } from '#client/ui/Button.tsx'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { CalendarYear } from '#domain/contract/calendar.ts'
import styles from './CalendarPage.module.css'
import { type DayEdits, noEdits, shownDay, toggled, withEdit } from './calendar-edit.ts'
import { DayPanel } from './DayPanel.tsx'
import { Marks } from './Marks.tsx'
import { OfficeHours } from './OfficeHours.tsx'
import { SaveDialog } from './SaveDialog.tsx'
import { useCalendar } from './use-calendar.ts'
import { YearGrid } from './YearGrid.tsx'
import { YearStepper } from './YearStepper.tsx'

const yearNow = numberCodec(new Date().getFullYear(), 2000, 2100)

/** A county's working days, year by year: who decides each, and the way to change them. */
export default function CalendarPage() {
  const { t } = useTranslation('calendar')
  const county = useCounty()
  const [year, setYear] = useUrlState('year', yearNow)
  return (
    <AdminFrame
      path="/admin/calendar"
      title={t('title')}
      sentence={t('sentence')}
      actions={<YearStepper year={year} onChange={setYear} />}
    >
      {county === null ? <Spinner /> : <CountyCalendar key={county.code} county={county.code} year={year} />}
    </AdminFrame>
  )
}

function CountyCalendar({ county, year }: { county: string; year: number }) {
  const [state, reload] = useCalendar(county, year)
  if (state.state === 'loading') return <Spinner />
  if (state.state === 'failed') return <ErrorState code={state.code} onRetry={reload} />
  return <CalendarDesk calendar={state.calendar} onReload={reload} />
}

function CalendarDesk({ calendar, onReload }: { calendar: CalendarYear; onReload(): void }) {
  const { t } = useTranslation('calendar')
  const post = usePost(calendar.county)
  const [edits, setEdits] = useState<DayEdits>(noEdits)
  const [slots, setSlots] = useState<CalendarYear['slots'] | null>(null)
  const [chosen, setChosen] = useState(calendar.today)
  const [saving, setSaving] = useState(false)
  const days = useMemo(() => calendar.days.map((day) => shownDay(day, edits)), [calendar.days, edits])
  const saved = calendar.days.find(({ day }) => day === chosen) ?? calendar.days[0]
  const mayEdit = post !== null && (post.role === 'administrator' || post.role === 'district')
  const changes = edits.size + (slots === null ? 0 : 1)
  const forget = () => {
    setEdits(noEdits)
    setSlots(null)
  }
  if (saved === undefined) return null
  return (
    <div className={styles.desk}>
      <div className={styles.year}>
        {!calendar.announced && <p className={styles.notice}>{t('notAnnounced', { year: calendar.year })}</p>}
        <Marks />
        <YearGrid
          year={calendar.year}
          days={days}
          today={calendar.today}
          chosen={saved.day}
          onChoose={setChosen}
          onToggle={(day) => {
            const known = calendar.days.find((one) => one.day === day)
            setChosen(day)
            if (mayEdit && known) setEdits((before) => toggled(known, before))
          }}
        />
      </div>
      <aside className={styles.side}>
        <DayPanel
          day={shownDay(saved, edits)}
          mayEdit={mayEdit}
          onEdit={(edit) => setEdits((before) => withEdit(before, saved, edit))}
        />
        <OfficeHours slots={slots ?? calendar.slots} mayEdit={mayEdit} onChange={setSlots} />
        <section className={styles.foot}>
          <p role="status">{changes === 0 ? t('nothingToSave') : t('changes', { count: changes })}</p>
          <div className={styles.buttons}>
            {changes > 0 && (
              <Button look="quiet" onClick={forget}>
                {t('forget')}
              </Button>
            )}
            <Button
              look="accent"
              reason={mayEdit ? (changes === 0 ? t('nothingToSave') : undefined) : t('mayNot')}
              onClick={() => setSaving(true)}
            >
              {t('save')}
            </Button>
          </div>
          {!mayEdit && <p className={styles.note}>{t('mayNot')}</p>}
        </section>
      </aside>
      {saving && (
        <SaveDialog
          calendar={calendar}
          edits={edits}
          slots={slots}
          onClose={() => setSaving(false)}
          onStale={onReload}
          onSaved={() => {
            setSaving(false)
            forget()
            onReload()
          }}
        />
      )}
    </div>
  )
}

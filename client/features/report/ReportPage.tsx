import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { DoorLink } from '#client/ui/DoorLink.tsx'
import { Cross } from '#client/ui/here/Cross.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { usePhotoRefusal } from '#client/ui/photos/use-photo-refusal.ts'
import { Spinner } from '#client/ui/Spinner.tsx'
import type { County } from '#domain/contract/county.ts'
import { DoneStep } from './DoneStep.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import styles from './ReportPage.module.css'
import { steps } from './report-draft.ts'
import { SendStep } from './SendStep.tsx'
import { useReport } from './use-report.ts'
import { WhatStep } from './WhatStep.tsx'

/** A resident or a grid worker reports a problem with the phone: where, what, photos; kept until the server has it. */
export default function ReportPage() {
  const county = useCounty()
  return county ? <Reporting key={county.code} county={county} /> : <Spinner />
}

function Reporting({ county }: { county: County }) {
  const { t } = useTranslation('report')
  const wordsOf = usePhotoRefusal()
  const report = useReport(county.code)
  const { draft, sending } = report
  const top = useRef<HTMLHeadingElement>(null)
  const step = sending.state === 'done' ? 'done' : draft?.step

  // a new step is read from its beginning
  const shown = useRef(step)
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== step) top.current?.focus()
    shown.current = step
  }, [step])

  if (draft === null) return <Spinner />
  const refused = sending.state === 'refused' ? wordsOf(sending.reason) : null
  return (
    <>
      {step === 'place' && <Cross />}
      <Panel className={styles.panel} data-step={step}>
        <header className={styles.header}>
          <h1 ref={top} tabIndex={-1}>
            {t(`step.${step}`)}
          </h1>
          {draft && sending.state !== 'done' && (
            <span>{t('stepOf', { number: steps.indexOf(draft.step) + 1, count: steps.length })}</span>
          )}
          <DoorLink path="/m/follow">{t('own')}</DoorLink>
        </header>
        {refused && (
          <p className={styles.refused} role="alert">
            {refused}
          </p>
        )}
        {sending.state === 'done' ? (
          <DoneStep county={county} issue={sending.issue} follow={sending.follow} onMore={report.restart} />
        ) : (
          <>
            {draft.step === 'place' && <PlaceStep change={report.change} />}
            {draft.step === 'what' && <WhatStep county={county.code} draft={draft} change={report.change} />}
            {draft.step === 'send' && <SendStep county={county} draft={draft} report={report} />}
          </>
        )}
      </Panel>
    </>
  )
}

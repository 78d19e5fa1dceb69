import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCounty } from '#client/state/county.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import { planLimits } from '#domain/contract/plan.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import { goToOperations } from '../open-plan.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { operationsOf } from '../work.ts'
import styles from './History.module.css'
import { type KeptCheckpoint, useCheckpoints } from './use-checkpoints.ts'

/** States of the draft by name, shared by all who draw in it. Going back to one loses nothing: where one was is kept first. */
export function Checkpoints({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-tools')
  const language = useLanguage()
  const checkpoints = useCheckpoints(open)
  const [name, setName] = useState('')
  const tell = (failed: string | null) => {
    if (failed !== null) toast(t(`history.failed.${failed}`, { defaultValue: t('history.notKept') }), 'bad')
  }
  const go = async (one: KeptCheckpoint) => {
    const operations = await checkpoints.operationsOf(one)
    if (typeof operations === 'string') return tell(operations)
    const line = [...operationsOf(open.work), ...open.work.undone.toReversed()]
    const onTheWay = commonSteps(line, operations) === operations.length
    if (!onTheWay) tell(await checkpoints.keep(t('history.before', { name: one.name }).slice(0, planLimits.nameLength)))
    goToOperations(operations)
  }
  const timeZone = useCounty()?.timeZone ?? 'UTC'
  const moment = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
    timeZone,
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  })
  return (
    <section className={styles.part} aria-labelledby="plan-checkpoints">
      <h2 id="plan-checkpoints">{t('history.checkpoints')}</h2>
      <form
        className={styles.name}
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim() === '') return
          void checkpoints.keep(name.trim()).then(tell)
          setName('')
        }}
      >
        <Field
          label={t('history.name')}
          hideLabel
          placeholder={t('history.name')}
          value={name}
          maxLength={planLimits.nameLength}
          onChange={(event) => setName(event.target.value)}
        />
        <Button type="submit" reason={name.trim() === '' ? t('history.nameFirst') : undefined}>
          {t('history.keep')}
        </Button>
      </form>
      {checkpoints.list.length > 0 && (
        <ul className={styles.kept}>
          {checkpoints.list.map((checkpoint) => (
            <li key={checkpoint.id ?? `${checkpoint.at} ${checkpoint.name}`}>
              <span>
                {checkpoint.name}
                <small>
                  {t('history.at', { step: checkpoint.steps, moment: moment.format(checkpoint.at) })}
                  {checkpoint.id === null ? ` · ${t('history.here')}` : checkpoint.actor && ` · ${checkpoint.actor}`}
                </small>
              </span>
              <Button onClick={() => void go(checkpoint)}>{t('history.go')}</Button>
              <Button
                look="quiet"
                aria-label={t('history.dropOne', { name: checkpoint.name })}
                onClick={() => void checkpoints.drop(checkpoint).then(tell)}
              >
                {t('history.drop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

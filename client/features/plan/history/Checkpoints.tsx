import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { toast } from '#client/ui/toast.ts'
import { planLimits } from '#domain/contract/plan.ts'
import { commonSteps } from '#domain/partition/same-operation.ts'
import { goToOperations } from '../open-plan.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { type Checkpoint, keepCheckpoints, readCheckpoints } from '../plan-journal.ts'
import { operationsOf } from '../work.ts'
import styles from './History.module.css'

/** States of the draft by name, kept in this browser. Going back to one loses nothing: where one was is kept first. */
export function Checkpoints({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-tools')
  const language = useLanguage()
  const [checkpoints, setCheckpoints] = useState<readonly Checkpoint[]>([])
  const [name, setName] = useState('')
  const { county } = open.base
  const { id } = open.plan
  useEffect(() => {
    let gone = false
    void readCheckpoints(county, id).then((read) => !gone && setCheckpoints(read))
    return () => {
      gone = true
    }
  }, [county, id])

  const keep = async (next: readonly Checkpoint[]) => {
    setCheckpoints(next)
    if (!(await keepCheckpoints(county, id, next))) toast(t('history.notKept'), 'bad')
  }
  const now = (called: string): Checkpoint => ({ name: called, at: Date.now(), operations: operationsOf(open.work) })
  const go = (checkpoint: Checkpoint) => {
    const line = [...operationsOf(open.work), ...open.work.undone.toReversed()]
    const onTheWay = commonSteps(line, checkpoint.operations) === checkpoint.operations.length
    if (!onTheWay) void keep([...checkpoints, now(t('history.before', { name: checkpoint.name }))])
    goToOperations(checkpoint.operations)
  }
  const moment = new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
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
          void keep([...checkpoints, now(name.trim())])
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
      {checkpoints.length > 0 && (
        <ul className={styles.kept}>
          {checkpoints.map((checkpoint) => (
            <li key={`${checkpoint.at} ${checkpoint.name}`}>
              <span>
                {checkpoint.name}
                <small>
                  {t('history.at', { step: checkpoint.operations.length, moment: moment.format(checkpoint.at) })}
                </small>
              </span>
              <Button onClick={() => go(checkpoint)}>{t('history.go')}</Button>
              <Button
                look="quiet"
                aria-label={t('history.dropOne', { name: checkpoint.name })}
                onClick={() => void keep(checkpoints.filter((one) => one !== checkpoint))}
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

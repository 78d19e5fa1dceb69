import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { usePost } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { toast } from '#client/ui/toast.ts'
import { planRuleNames, ruleSeverities } from '#domain/contract/county.ts'
import { type CountyPlanRules, countyPlanRules, getPlanRules, putPlanRules } from '#domain/contract/plan-rules.ts'
import styles from './RuleSettings.module.css'

/** Norms and rules that plans of the county are held to; those who plan the whole county change them here. */
export function RuleSettings({ county }: { county: string }) {
  const { t } = useTranslation('plan-rules')
  const [open, setOpen] = useState(false)
  const post = usePost(county)
  return (
    <details className={styles.rules} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('title')}</summary>
      {/* who signs in meanwhile may change them */}
      {open && <Form key={post?.role} county={county} />}
    </details>
  )
}

function Form({ county }: { county: string }) {
  const { t } = useTranslation('plan-rules')
  const [rules, setRules] = useState<CountyPlanRules | null>(null)
  const [mayChange, setMayChange] = useState(false)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    const gone = new AbortController()
    call(getPlanRules, { query: { county }, signal: gone.signal }).then(
      ({ mayChange: may, ...known }) => {
        setRules(known)
        setMayChange(may)
      },
      (error: unknown) => {
        if (!gone.signal.aborted) setFailed(error instanceof ApiError)
      },
    )
    return () => gone.abort()
  }, [county])
  if (failed) return <p role="alert">{t('failed')}</p>
  if (rules === null) return <p>{t('reading')}</p>

  const valid = countyPlanRules.safeParse(rules).success
  const put = (part: Partial<CountyPlanRules['planRules']>) =>
    setRules({ ...rules, planRules: { ...rules.planRules, ...part } })
  const save = async () => {
    try {
      await call(putPlanRules, { query: { county }, body: rules })
      toast(t('saved'), 'good')
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      toast(t('failed'), 'bad')
    }
  }
  const norm = (key: 'gridHouseholds' | 'microGridHouseholds', place: 0 | 1) => (
    <NumberField
      label={t(`${key}.${place}`)}
      value={rules[key][place]}
      disabled={!mayChange}
      onChange={(value) => setRules({ ...rules, [key]: rules[key].map((old, i) => (i === place ? value : old)) })}
    />
  )
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      {!mayChange && <p className={styles.note}>{t('mayNot')}</p>}
      <div className={styles.pair}>
        {norm('gridHouseholds', 0)}
        {norm('gridHouseholds', 1)}
        {norm('microGridHouseholds', 0)}
        {norm('microGridHouseholds', 1)}
      </div>
      {planRuleNames.map((name) => (
        <SelectField
          key={name}
          label={t(`rule.${name}`)}
          value={rules.planRules.severity[name]}
          disabled={!mayChange}
          groups={[{ heading: '', options: ruleSeverities.map((value) => ({ value, text: t(`severity.${value}`) })) }]}
          onChange={(value) => {
            const severity = ruleSeverities.find((one) => one === value)
            if (severity) put({ severity: { ...rules.planRules.severity, [name]: severity } })
          }}
        />
      ))}
      <NumberField
        label={t('issuesPerWorker')}
        value={rules.planRules.issuesPerWorker}
        disabled={!mayChange}
        onChange={(issuesPerWorker) => put({ issuesPerWorker })}
      />
      <NumberField
        label={t('leastCompactness')}
        value={rules.planRules.leastCompactness}
        step={0.01}
        disabled={!mayChange}
        onChange={(leastCompactness) => put({ leastCompactness })}
      />
      <NumberField
        label={t('leastWidthMeters')}
        value={rules.planRules.leastWidthMeters}
        disabled={!mayChange}
        onChange={(leastWidthMeters) => put({ leastWidthMeters })}
      />
      <SelectField
        label={t('microGridDigits')}
        value={String(rules.planRules.microGridDigits ?? '')}
        disabled={!mayChange}
        groups={[{ heading: '', options: ['', '2', '3'].map((value) => ({ value, text: value || t('asStanding') })) }]}
        onChange={(value) => put({ microGridDigits: value === '2' ? 2 : value === '3' ? 3 : null })}
      />
      {!valid && <p role="alert">{t('wrong')}</p>}
      <Button type="submit" look="accent" disabled={!valid || !mayChange}>
        {t('save')}
      </Button>
    </form>
  )
}

interface NumberFieldProps {
  label: string
  value: number
  disabled: boolean
  step?: number
  onChange(value: number): void
}

function NumberField({ label, value, disabled, step = 1, onChange }: NumberFieldProps) {
  return (
    <Field
      label={label}
      type="number"
      min={0}
      step={step}
      value={Number.isNaN(value) ? '' : value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.valueAsNumber)}
    />
  )
}

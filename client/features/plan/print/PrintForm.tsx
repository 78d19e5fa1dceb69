import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { useLanguage } from '#client/state/view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import type { BriefLanguage } from '#domain/contract/brief.ts'
import { briefLanguages } from '#domain/contract/brief.ts'
import { listPlanScopes, type PlanSummary } from '#domain/contract/plan.ts'
import { type PrintKind, type PrintRequest, printLimits } from '#domain/contract/print.ts'
import type { PlanScope } from '../ScopeSelect.tsx'
import { ChosenCommunities } from './ChosenCommunities.tsx'
import styles from './print.module.css'

export interface PrintFormProps {
  county: string
  plan: PlanSummary | null
  scope: string
  busy: boolean
  /** Code of the refusal; null while nothing was refused. */
  refused: string | null
  onScope(scope: string): void
  onStart(body: PrintRequest): void
}

/** What is printed, of which area, in which language. */
export function PrintForm({ county, plan, scope, busy, refused, onScope, onStart }: PrintFormProps) {
  const { t, i18n } = useTranslation('plan-print')
  const scopes = useScopes(county)
  const shown = useLanguage()
  const id = useId()
  const [kind, setKind] = useState<PrintKind>(plan ? 'sheets' : 'signboards')
  const [buildings, setBuildings] = useState<'inhabited' | 'all'>('inhabited')
  const [duties, setDuties] = useState('')
  const [why, setWhy] = useState('')
  const [of, setOf] = useState<'plan' | 'today'>(plan ? 'plan' : 'today')
  const [communities, setCommunities] = useState<readonly string[] | null>(null)
  const [chosen, setLanguage] = useState<BriefLanguage | null>(null)
  const language = chosen ?? shown
  const known = scopes?.some(({ code }) => code === scope) ?? true
  const lines = duties.split('\n').map((line) => line.trim())
  const own = lines.filter((line) => line !== '')
  const tooMany = own.length > printLimits.duties || own.some((line) => line.length > printLimits.dutyLength)
  const kinds: PrintKind[] = plan ? ['sheets', 'report', 'signboards'] : ['signboards', 'sheets']

  const start = () => {
    if (kind === 'signboards') onStart({ kind, scope, buildings, language, ...(own.length > 0 ? { duties: own } : {}) })
    else if (kind === 'report' && plan)
      onStart({ kind, plan: plan.id, language, ...(why.trim() === '' ? {} : { why: why.trim() }) })
    else
      onStart({
        kind: 'sheets',
        ...{ scope, language },
        ...(communities ? { communities: [...communities] } : {}),
        ...(plan && of === 'plan' ? { plan: plan.id } : {}),
      })
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        start()
      }}
    >
      <Segmented<PrintKind>
        label={t('kind.label')}
        choices={kinds.map((value) => ({ value, text: t(`kind.${value}`) }))}
        value={kind}
        onChange={setKind}
      />
      <p className={styles.words}>{t(`words.${kind}`)}</p>
      {kind !== 'report' && (
        <SelectField
          label={t('scope')}
          value={known ? scope : ''}
          groups={groupsOf(scopes ?? [], known, t)}
          onChange={(code) => {
            setCommunities(null)
            onScope(code)
          }}
        />
      )}
      {kind === 'report' && (
        <label className={styles.duties} htmlFor={id}>
          {t('why.label')}
          <textarea
            id={id}
            rows={4}
            maxLength={printLimits.whyLength}
            value={why}
            placeholder={t('why.usual')}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        </label>
      )}
      {kind === 'sheets' && plan && (
        <Segmented<'plan' | 'today'>
          label={t('of.label')}
          choices={[
            { value: 'plan', text: t('of.plan', { name: plan.name }) },
            { value: 'today', text: t('of.today') },
          ]}
          value={of}
          onChange={setOf}
        />
      )}
      {kind === 'sheets' && scopes && (
        <ChosenCommunities scopes={scopes} scope={scope} chosen={communities} onChoose={setCommunities} />
      )}
      {kind === 'signboards' && (
        <>
          <Segmented<'inhabited' | 'all'>
            label={t('buildings.label')}
            choices={(['inhabited', 'all'] as const).map((value) => ({ value, text: t(`buildings.${value}`) }))}
            value={buildings}
            onChange={setBuildings}
          />
          <label className={styles.duties} htmlFor={id}>
            {t('duties.label')}
            <textarea
              id={id}
              rows={3}
              value={duties}
              placeholder={t('duties.usual')}
              aria-invalid={tooMany}
              onChange={(event) => setDuties(event.currentTarget.value)}
            />
            <small data-wrong={tooMany || undefined}>
              {t('duties.hint', { most: printLimits.duties, letters: printLimits.dutyLength })}
            </small>
          </label>
        </>
      )}
      <Segmented<BriefLanguage>
        label={t('language.label')}
        choices={briefLanguages.map((value) => ({ value, text: t(`language.${value}`) }))}
        value={language}
        onChange={setLanguage}
      />
      {refused !== null && (
        <p role="alert" className={styles.refused}>
          {t(i18n.exists(`refused.${refused}`, { ns: 'plan-print' }) ? `refused.${refused}` : 'refused.other')}
        </p>
      )}
      <Button
        type="submit"
        look="accent"
        disabled={busy}
        reason={
          !known
            ? t('refused.unknown-area')
            : tooMany
              ? t('duties.hint', { most: printLimits.duties, letters: printLimits.dutyLength })
              : undefined
        }
      >
        {t('start')}
      </Button>
    </form>
  )
}

/** Areas that can be printed; null while they are read. Without the list the area of the address is kept. */
function useScopes(county: string): PlanScope[] | null {
  const [scopes, setScopes] = useState<PlanScope[] | null>(null)
  useEffect(() => {
    const gone = new AbortController()
    call(listPlanScopes, { query: { county }, signal: gone.signal })
      .then((answer) => setScopes(answer.scopes))
      .catch((error: unknown) => {
        if (!gone.signal.aborted && !(error instanceof ApiError)) throw error
      })
    return () => gone.abort()
  }, [county])
  return scopes
}

function groupsOf(scopes: readonly PlanScope[], known: boolean, t: (key: string) => string) {
  const of = (level: PlanScope['level']) =>
    scopes.filter((scope) => scope.level === level).map(({ code, name }) => ({ value: code, text: name }))
  return [
    { heading: '', options: [...(known ? [] : [{ value: '', text: t('unknownScope') }]), ...of('county')] },
    { heading: t('level.street'), options: of('street') },
    { heading: t('level.community'), options: of('community') },
  ]
}

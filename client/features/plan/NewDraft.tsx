import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import type { County } from '#domain/contract/county.ts'
import { planLimits } from '#domain/contract/plan.ts'
import { FromFile } from './files/FromFile.tsx'
import { useFileGround } from './files/use-file-ground.ts'
import styles from './NewDraft.module.css'
import { beginPlan } from './open-plan.ts'
import { firstScope, type PlanScope, ScopeSelect } from './ScopeSelect.tsx'

const beginnings = ['today', 'file', 'empty'] as const
type Beginning = (typeof beginnings)[number]

/** Begins a draft: what it is about, and its name. */
export function NewDraft({
  county,
  scopes,
  onOpen,
}: {
  county: County
  scopes: readonly PlanScope[]
  onOpen(id: string): void
}) {
  const { t, i18n } = useTranslation('plan')
  const [beginning, setBeginning] = useState<Beginning>('today')
  const useful = scopes.filter((scope) => scope.grids > 0 || beginning !== 'today')
  const [code, setCode] = useState(() => firstScope(useful))
  const [name, setName] = useState<string | null>(null)
  const [state, setState] = useState<'idle' | 'sending' | string>('idle')
  const scope = useful.find((known) => known.code === code)
  const proposed = name ?? (scope ? t('start.proposed', { scope: scope.name }) : '')
  const file = useFileGround(county.code, code)
  const ground = file.read?.ground ?? null
  const missing = beginning === 'file' && (ground === null || ground.grids.length === 0)

  const begin = async () => {
    setState('sending')
    try {
      const from = beginning !== 'file' ? beginning : { ground: ground! }
      onOpen(await beginPlan(county.code, proposed, code, from))
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setState(i18n.exists(`start.failed.${error.code}`, { ns: 'plan' }) ? error.code : 'other')
    }
  }
  const failed = state !== 'idle' && state !== 'sending'
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void begin()
      }}
    >
      <Segmented<Beginning>
        label={t('start.from')}
        choices={beginnings.map((value) => ({ value, text: t(`start.beginning.${value}`) }))}
        value={beginning}
        onChange={setBeginning}
      />
      <p className={styles.none}>{t(`start.about.${beginning}`)}</p>
      {useful.length === 0 && <p className={styles.none}>{t('start.noGrids')}</p>}
      <ScopeSelect scopes={useful} value={code} onChange={setCode} />
      {beginning === 'file' && <FromFile file={file} />}
      <Field
        label={t('start.name')}
        value={proposed}
        maxLength={planLimits.nameLength}
        error={failed ? t(`start.failed.${state}`) : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" look="accent" disabled={state === 'sending' || proposed.trim() === '' || missing || !scope}>
        {t('start.begin')}
      </Button>
    </form>
  )
}

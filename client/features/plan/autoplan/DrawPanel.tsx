import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import type { County } from '#domain/contract/county.ts'
import { firstScope, type PlanScope } from '../ScopeSelect.tsx'
import styles from '../StartPanel.module.css'
import { DrawForm } from './DrawForm.tsx'
import { DrawOutcome } from './DrawOutcome.tsx'
import { firstForm, requestOf } from './draw-wishes.ts'
import { KeptGrids } from './KeptGrids.tsx'
import { isBusy, useAutoplan } from './use-autoplan.ts'

export interface DrawPanelProps {
  county: County
  scopes: readonly PlanScope[]
  onOpen(id: string): void
  onClose(): void
}

/** Lets the server draw plans of an area: what is asked for at the right, what comes of it over the map. */
export function DrawPanel({ county, scopes, onOpen, onClose }: DrawPanelProps) {
  const { t } = useTranslation('autoplan')
  const useful = scopes.filter((scope) => scope.grids > 0)
  const [form, setForm] = useState(() => firstForm(county, firstScope(useful)))
  const { drawing, start, cancel, open, forget } = useAutoplan(county.code)
  const busy = drawing.state === 'asked' || (drawing.state === 'run' && isBusy(drawing.run))
  const names = { grid: t('names.grid'), microGrid: t('names.microGrid') }
  const gridsOf = (scope: string) => useful.find(({ code }) => code === scope)?.grids ?? Number.POSITIVE_INFINITY
  const openProposal = async (proposal: number) => {
    const scope = drawing.state === 'run' ? drawing.run.scope.name : ''
    const id = await open(proposal, t('draftName', { scope, number: proposal + 1 }))
    if (id === null) return
    forget()
    onOpen(id)
  }
  return (
    <>
      <DrawOutcome drawing={drawing} onCancel={() => void cancel()} onOpen={openProposal} onClose={forget} />
      <aside className={styles.start} aria-label={t('title')}>
        <header>
          <h1>{t('title')}</h1>
          <p>{t('words')}</p>
        </header>
        <DrawForm
          form={form}
          busy={busy}
          onChange={setForm}
          onDraw={() => void start(requestOf(form, county, names, null), gridsOf(form.scope) - form.keep.length)}
          about={
            <>
              <SelectField
                label={t('form.scope')}
                value={form.scope}
                groups={groupsOf(useful)}
                onChange={(scope) => setForm({ ...form, scope, keep: [] })}
              />
              <KeptGrids
                county={county.code}
                scope={form.scope}
                keep={form.keep}
                onChange={(keep) => setForm({ ...form, keep })}
              />
            </>
          }
        />
        <Button
          look="quiet"
          onClick={() => {
            forget()
            onClose()
          }}
        >
          {t('back')}
        </Button>
      </aside>
    </>
  )
}

/** The county, then each street with its communities. */
function groupsOf(scopes: readonly PlanScope[]) {
  const option = ({ code, name }: PlanScope) => ({ value: code, text: name })
  const of = (level: PlanScope['level']) => scopes.filter((scope) => scope.level === level)
  return [
    { heading: '', options: of('county').map(option) },
    ...of('street').map((street) => ({
      heading: street.name,
      options: [street, ...of('community').filter((one) => one.parent === street.code)].map(option),
    })),
  ]
}

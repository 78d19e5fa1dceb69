import { useState } from 'react'
import { createPortal } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { openAccount, usePost } from '#client/state/post.ts'
import { Button } from '#client/ui/Button.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import type { PlacedWorkers } from '#domain/contract/worker.ts'
import { PlaceWorker } from './PlaceWorker.tsx'
import { usePlacedWorkers } from './use-placed-workers.ts'
import styles from './WorkersPanel.module.css'
import { WorkerTable } from './WorkerTable.tsx'

export interface WorkersPanelProps {
  county: string
  /** The area of today's grids, or the plan. */
  about: { scope: string } | { plan: string }
  /** What the plan is called; '' for the grids of today. */
  name: string
  version: number
  onClose(): void
}

/** Who has which grid, what each carries and how far each walks; a worker chosen in the table is given other grids. */
export function WorkersPanel({ county, about, name, version, onClose }: WorkersPanelProps) {
  const { t } = useTranslation('plan-workers')
  const post = usePost(county)
  return createPortal(
    <Panel
      className={styles.panel}
      title={name === '' ? t('titleToday') : t('title', { name })}
      actions={<IconButton label={t('close')} icon={<CloseIcon />} onClick={onClose} />}
    >
      {post === null ? (
        <>
          <p>{t('signInWords')}</p>
          <Button look="accent" onClick={() => openAccount()}>
            {t('signIn')}
          </Button>
        </>
      ) : (
        <Workers key={post.person} county={county} about={about} version={version} planned={name !== ''} />
      )}
    </Panel>,
    document.querySelector('main') ?? document.body,
  )
}

function Workers({
  county,
  about,
  version,
  planned,
}: Pick<WorkersPanelProps, 'county' | 'about' | 'version'> & { planned: boolean }) {
  const { t, i18n } = useTranslation('plan-workers')
  const { placed, place, busy, refused } = usePlacedWorkers(county, about, version)
  const [chosen, setChosen] = useState<string | null>(null)
  const refusal = (code: string) =>
    t(i18n.exists(`refused.${code}`, { ns: 'plan-workers' }) ? `refused.${code}` : 'refused.other')
  if (placed.state === 'loading') return <p role="status">{t('loading')}</p>
  if (placed.state === 'failed') return <p role="alert">{refusal(placed.code)}</p>
  const worker = placed.placed.workers.find(({ person }) => person === chosen)
  return (
    <>
      <Gaps placed={placed.placed} />
      <WorkerTable placed={placed.placed} chosen={chosen} onChoose={setChosen} />
      {refused !== null && <p role="alert">{refusal(refused)}</p>}
      {worker && placed.placed.mayPlace && (
        <PlaceWorker
          key={`${worker.person} ${worker.grids.join()}`}
          worker={worker}
          grids={placed.placed.grids}
          busy={busy}
          planned={planned}
          onPlace={(grids) => void place(worker.person, grids)}
        />
      )}
      {!worker && placed.placed.workers.length > 0 && (
        <p className={styles.hint}>{t(placed.placed.mayPlace ? 'choose' : 'looking')}</p>
      )}
    </>
  )
}

/** Grids that nobody has, and workers with several, by name. */
function Gaps({ placed: { grids, workers } }: { placed: PlacedWorkers }) {
  const { t } = useTranslation('plan-workers')
  const vacant = grids.filter((grid) => grid.workers === 0)
  const several = workers.filter((worker) => worker.grids.length > 1)
  return (
    <ul className={styles.gaps}>
      <li data-bad={vacant.length > 0 || undefined}>
        {vacant.length === 0
          ? t('noneVacant')
          : t('vacant', { count: vacant.length, names: vacant.map(({ name }) => name).join(t('comma')) })}
      </li>
      {several.length > 0 && (
        <li>
          {t('several', {
            count: several.length,
            names: several
              .map((worker) => t('hasMany', { name: worker.name, count: worker.grids.length }))
              .join(t('comma')),
          })}
        </li>
      )}
    </ul>
  )
}

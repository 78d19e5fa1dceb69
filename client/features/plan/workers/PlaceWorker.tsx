import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import { type PlacedWorker, type PlacedWorkers, workerLimits } from '#domain/contract/worker.ts'
import styles from './WorkersPanel.module.css'

export interface PlaceWorkerProps {
  worker: PlacedWorker
  grids: PlacedWorkers['grids']
  busy: boolean
  /** It holds when the plan is published; else at once. */
  planned: boolean
  onPlace(grids: string[]): void
}

/** Moves a worker to another grid, or lets them care for one more. */
export function PlaceWorker({ worker, grids, busy, planned, onPlace }: PlaceWorkerProps) {
  const { t } = useTranslation('plan-workers')
  const [home, setHome] = useState(worker.grids[0] ?? '')
  const [also, setAlso] = useState(worker.grids.slice(1))
  const told = (grid: PlacedWorkers['grids'][number]) => t('option', { name: grid.name, count: grid.workers })
  const nameOf = (code: string) => grids.find((grid) => grid.code === code)?.name ?? code
  const wanted = [home, ...also.filter((code) => code !== home)]
  const same = wanted.join() === worker.grids.join()
  const free = grids.filter(({ code }) => !wanted.includes(code))
  return (
    <form
      className={styles.place}
      aria-label={t('move', { name: worker.name })}
      onSubmit={(event) => {
        event.preventDefault()
        if (!same && !busy) onPlace(wanted)
      }}
    >
      <h3>{t('move', { name: worker.name })}</h3>
      <SelectField
        label={t('home')}
        value={home}
        groups={[{ heading: '', options: grids.map((grid) => ({ value: grid.code, text: told(grid) })) }]}
        onChange={setHome}
      />
      {also.length > 0 && (
        <ul className={styles.also}>
          {also.map((code) => (
            <li key={code}>
              {t('alsoHas', { name: nameOf(code) })}
              <Button look="quiet" onClick={() => setAlso(also.filter((one) => one !== code))}>
                {t('drop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <SelectField
        label={t('also')}
        value=""
        disabled={wanted.length >= workerLimits.grids}
        groups={[
          {
            heading: '',
            options: [
              { value: '', text: t('alsoNone') },
              ...free.map((grid) => ({ value: grid.code, text: told(grid) })),
            ],
          },
        ]}
        onChange={(code) => code !== '' && setAlso([...also, code])}
      />
      <Button type="submit" look="accent" disabled={busy} reason={same ? t('same') : undefined}>
        {t(planned ? 'placeInPlan' : 'placeNow')}
      </Button>
    </form>
  )
}

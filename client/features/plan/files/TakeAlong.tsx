import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#client/api.ts'
import { getPlanFile, type PlanFileFormat, planFileFormats } from '#domain/contract/plan-file.ts'
import type { OpenDraft } from '../plan-desk.ts'
import styles from './TakeAlong.module.css'

const encodings = ['UTF-8', 'GBK'] as const
const systems = ['degrees', 'gauss-kruger'] as const
const placed: readonly PlanFileFormat[] = ['shapefile', 'geopackage']

/** Takes the plan along as a file. */
export function TakeAlong({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-files')
  const [format, setFormat] = useState<PlanFileFormat>('geojson')
  const [encoding, setEncoding] = useState<(typeof encodings)[number]>('UTF-8')
  const [system, setSystem] = useState<(typeof systems)[number]>('degrees')
  const query = {
    county: open.base.county,
    format,
    ...(format === 'shapefile' ? { encoding } : {}),
    ...(placed.includes(format) ? { system } : {}),
  }
  return (
    <section className={styles.part} aria-labelledby="plan-files">
      <h2 id="plan-files">{t('title')}</h2>
      <div className={styles.choices}>
        <Choice label={t('format')} value={format} choices={planFileFormats} onChange={(next) => setFormat(next)} />
        {format === 'shapefile' && (
          <Choice label={t('encoding')} value={encoding} choices={encodings} onChange={(next) => setEncoding(next)} />
        )}
        {placed.includes(format) && (
          <Choice label={t('system')} value={system} choices={systems} onChange={(next) => setSystem(next)} />
        )}
      </div>
      <a className={styles.link} href={addressOf(getPlanFile, { params: { plan: open.plan.id }, query })} download>
        {t('take')}
      </a>
      <small>{t(`about.${format}`)}</small>
    </section>
  )
}

interface ChoiceProps<Value extends string> {
  label: string
  value: Value
  choices: readonly Value[]
  onChange(value: Value): void
}

function Choice<Value extends string>({ label, value, choices, onChange }: ChoiceProps<Value>) {
  const { t } = useTranslation('plan-files')
  const id = useId()
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const next = choices.find((choice) => choice === event.target.value)
          if (next !== undefined) onChange(next)
        }}
      >
        {choices.map((choice) => (
          <option key={choice} value={choice}>
            {t(`choice.${choice}`)}
          </option>
        ))}
      </select>
    </div>
  )
}

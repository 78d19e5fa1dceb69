import { useTranslation } from 'react-i18next'
import { Field } from '#client/ui/Field.tsx'
import { SelectField } from '#client/ui/SelectField.tsx'
import type { ImportFile } from '#domain/contract/import.ts'
import { fieldsOfLayer } from '#domain/contract/import-fields.ts'
import styles from './ImportPage.module.css'
import {
  dateOrders,
  draftOf,
  type ImportDraft,
  joinTos,
  type LayerByHand,
  layersByHand,
  toTarget,
} from './import-draft.ts'

export interface MappingStepProps {
  file: ImportFile
  draft: ImportDraft
  onChange(change: Partial<ImportDraft>): void
}

/** Which layer of the file becomes which layer of the map, and which column which field. */
export function MappingStep({ file, draft, onChange }: MappingStepProps) {
  const { t } = useTranslation('import')
  const columns = file.layers.find(({ name }) => name === draft.layer)?.fields ?? []
  const columnOptions = columns.map(({ name, cut }) => ({ value: name, text: cut ? t('cutName', { name }) : name }))
  return (
    <section className={styles.step}>
      <h2>{t('mapping')}</h2>
      <div className={styles.fields}>
        {file.layers.length > 1 && (
          <SelectField
            label={t('layer')}
            value={draft.layer}
            groups={[
              {
                heading: '',
                options: file.layers.map(({ name }) => ({
                  value: name,
                  text: t([`theme.${name}`, 'plain'], { name }),
                })),
              },
            ]}
            onChange={(layer) => onChange(draftOf(file, layer))}
          />
        )}
        <SelectField
          label={t('target')}
          value={draft.target}
          groups={[{ heading: '', options: layersByHand.map((value) => ({ value, text: t(`target_.${value}`) })) }]}
          onChange={(target) => onChange({ proposed: false, ...toTarget(file, draft.layer, target as LayerByHand) })}
        />
        {draft.target === 'issue' && (
          <SelectField
            label={t('dates')}
            value={draft.dates}
            groups={[
              {
                heading: '',
                options: [
                  { value: '', text: t('dates_.year-first') },
                  ...dateOrders.map((value) => ({ value, text: t(`dates_.${value}`) })),
                ],
              },
            ]}
            onChange={(value) => onChange({ dates: dateOrders.find((one) => one === value) ?? '' })}
          />
        )}
        {draft.target === 'statistic' && (
          <SelectField
            label={t('joinTo')}
            value={draft.joinTo}
            groups={[{ heading: '', options: joinTos.map((value) => ({ value, text: t(`joinTo_.${value}`) })) }]}
            onChange={(value) => onChange({ joinTo: joinTos.find((one) => one === value) ?? draft.joinTo })}
          />
        )}
        <SelectField
          label={t('key')}
          hint={t(draft.target === 'statistic' ? 'joinKeyHint' : 'keyHint')}
          value={draft.key}
          groups={[{ heading: '', options: [{ value: '#', text: t('rowNumber') }, ...columnOptions] }]}
          onChange={(key) => onChange({ key })}
        />
        <Field
          label={t('source')}
          hint={t('sourceHint')}
          value={draft.source}
          onChange={(event) => onChange({ source: event.currentTarget.value })}
        />
        {fieldsOfLayer(draft.target).map(({ name, required, words }) => (
          <SelectField
            key={name}
            label={t(required ? 'needed' : 'plain', { name: t(`field.${name}`) })}
            value={draft.fields[name] ?? ''}
            error={required && !draft.fields[name] ? t('chooseOne') : undefined}
            groups={[
              { heading: '', options: [{ value: '', text: t('none') }] },
              { heading: t('columns'), options: columnOptions },
              ...(words.length > 0
                ? [
                    {
                      heading: t('always'),
                      options: words.map((word) => ({
                        value: `=${word}`,
                        text: t([`word.${word}`, 'plain'], { name: word }),
                      })),
                    },
                  ]
                : []),
            ]}
            onChange={(from) => onChange({ fields: { ...draft.fields, [name]: from } })}
          />
        ))}
      </div>
      {draft.target === 'area' && (
        <label className={styles.check}>
          <input
            type="checkbox"
            checked={draft.divisions}
            onChange={(event) => onChange({ divisions: event.currentTarget.checked })}
          />
          {t('matchDivisions')}
        </label>
      )}
      {draft.target === 'walk_edge' && (
        <Field
          label={t('nodeMeters')}
          type="number"
          min={0}
          max={20}
          step={0.1}
          value={draft.nodeMeters}
          onChange={(event) => onChange({ nodeMeters: event.currentTarget.value })}
        />
      )}
      {draft.target === 'statistic' && <p className={styles.note}>{t('apportioned')}</p>}
      {draft.target === 'issue' && <p className={styles.note}>{t('issuesTold')}</p>}
      {draft.target === 'building' && <p className={styles.note}>{t('householdsRule')}</p>}
    </section>
  )
}

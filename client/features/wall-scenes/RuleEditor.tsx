import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { SelectField, type SelectOption } from '#client/ui/SelectField.tsx'
import type { WallRule } from '#domain/contract/wall.ts'
import { Check } from './Check.tsx'
import { SecondsField } from './SecondsField.tsx'
import styles from './WallScenes.module.css'

const moments = ['filed', 'soon', 'late'] as const

export interface RuleEditorProps {
  rule: WallRule
  /** Place in the list, from 1. */
  place: number
  areas: readonly SelectOption[]
  categories: readonly SelectOption[]
  onChange(rule: WallRule): void
  onRemove(): void
}

/** One rule: which issues, and what the wall does about them. */
export function RuleEditor({ rule, place, areas, categories, onChange, onRemove }: RuleEditorProps) {
  const { t } = useTranslation('wall-scenes')
  const set = (part: Partial<WallRule>) => onChange({ ...rule, ...part })
  const anyOf = (options: readonly SelectOption[]) => [
    { heading: '', options: [{ value: '', text: t('rule.any') }, ...options] },
  ]
  return (
    <li className={styles.row} aria-label={t('rule.label', { place })}>
      <span className={styles.place}>{place}</span>
      <SelectField
        label={t('rule.on')}
        value={rule.on}
        groups={[{ heading: '', options: moments.map((value) => ({ value, text: t(`on.${value}`) })) }]}
        onChange={(on) => set({ on: moments.find((known) => known === on) ?? 'filed' })}
      />
      <SelectField
        label={t('rule.category')}
        value={rule.category ?? ''}
        groups={anyOf(categories)}
        onChange={(category) => set({ category: category || null })}
      />
      <SelectField
        label={t('rule.area')}
        value={rule.area ?? ''}
        groups={anyOf(areas)}
        onChange={(area) => set({ area: area || null })}
      />
      <SecondsField
        label={t('rule.sceneSeconds')}
        value={rule.sceneSeconds}
        least={0}
        most={600}
        outside={t('rule.secondsRange')}
        onChange={(sceneSeconds) => set({ sceneSeconds })}
      />
      <div className={styles.checks}>
        <Check
          label={t('rule.emergencyOnly')}
          checked={rule.emergencyOnly}
          onChange={(emergencyOnly) => set({ emergencyOnly })}
        />
        <Check label={t('rule.banner')} checked={rule.banner} onChange={(banner) => set({ banner })} />
        <Check label={t('rule.sound')} checked={rule.sound} onChange={(sound) => set({ sound })} />
      </div>
      <div className={styles.acts}>
        <Button look="quiet" aria-label={t('rule.remove', { place })} onClick={() => onRemove()}>
          {t('remove')}
        </Button>
      </div>
    </li>
  )
}

import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import { SelectField, type SelectOption } from '#client/ui/SelectField.tsx'
import type { WallScene, WallStep } from '#domain/contract/wall.ts'
import { sceneOf } from './program-draft.ts'
import { SecondsField } from './SecondsField.tsx'
import styles from './WallScenes.module.css'

export const sceneKinds = ['county', 'each-street', 'street', 'hot-spots', 'circles', 'category'] as const

export interface StepEditorProps {
  step: WallStep
  /** Place in the list, from 1. */
  place: number
  last: boolean
  streets: readonly SelectOption[]
  categories: readonly SelectOption[]
  /** Why it is left out on the wall; null when it is shown. */
  leftOut: string | null
  onChange(step: WallStep): void
  onMove(by: -1 | 1): void
  onRemove(): void
}

/** One step of the playlist: what, how long, and how the camera gets there. */
export function StepEditor({ step, place, last, streets, categories, leftOut, ...does }: StepEditorProps) {
  const { t } = useTranslation('wall-scenes')
  const { scene } = step
  const change = (next: WallScene | null) => next && does.onChange({ ...step, scene: next })
  const first = { street: streets[0]?.value, category: categories[0]?.value }
  const kinds = sceneKinds.filter((kind) => sceneOf(kind, first) !== null)
  return (
    <li className={styles.row} aria-label={t('step.label', { place })}>
      <span className={styles.place}>{place}</span>
      <SelectField
        label={t('step.scene')}
        value={scene.kind}
        groups={[{ heading: '', options: kinds.map((kind) => ({ value: kind, text: t(`kind.${kind}`) })) }]}
        onChange={(kind) => change(sceneOf(sceneKinds.find((known) => known === kind) ?? 'county', first))}
      />
      {scene.kind === 'street' && (
        <SelectField
          label={t('step.street')}
          value={scene.street}
          groups={[{ heading: '', options: streets }]}
          onChange={(street) => change({ kind: 'street', street })}
        />
      )}
      {scene.kind === 'category' && (
        <SelectField
          label={t('step.category')}
          value={scene.category}
          groups={[{ heading: '', options: categories }]}
          onChange={(category) => change({ kind: 'category', category })}
        />
      )}
      <SecondsField
        label={t('step.seconds')}
        value={step.seconds}
        least={5}
        most={3_600}
        outside={t('step.secondsRange')}
        onChange={(seconds) => does.onChange({ ...step, seconds })}
      />
      <SelectField
        label={t('step.transition')}
        value={step.transition}
        groups={[
          {
            heading: '',
            options: (['fly', 'cut'] as const).map((value) => ({ value, text: t(`transition.${value}`) })),
          },
        ]}
        onChange={(transition) => does.onChange({ ...step, transition: transition === 'cut' ? 'cut' : 'fly' })}
      />
      <div className={styles.acts}>
        <Button
          look="quiet"
          aria-label={t('step.up', { place })}
          disabled={place === 1}
          onClick={() => does.onMove(-1)}
        >
          ↑
        </Button>
        <Button look="quiet" aria-label={t('step.down', { place })} disabled={last} onClick={() => does.onMove(1)}>
          ↓
        </Button>
        <Button look="quiet" aria-label={t('step.remove', { place })} onClick={() => does.onRemove()}>
          {t('remove')}
        </Button>
      </div>
      {leftOut !== null && <p className={styles.note}>{leftOut}</p>}
    </li>
  )
}

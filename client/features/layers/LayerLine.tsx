import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerSetting } from '#client/state/layers.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { ChevronIcon, EyeIcon, EyeOffIcon, GripIcon } from '#client/ui/icons.tsx'
import { Slider } from '#client/ui/Slider.tsx'
import styles from './LayerLine.module.css'
import { Legend } from './Legend.tsx'

export interface LayerLineProps {
  layer: LayerSetting
  /** The map is too far out to show it. */
  tooFar: boolean
  dragged: boolean
  onChange(part: { visible?: boolean; opacity?: number }): void
  /** -1 is one up, nearer the viewer. */
  onMove(by: number): void
  onDrag(id: string | null): void
  onDragOver(): void
}

/** One layer: grip (drag, or arrow keys), symbol and name, eye, and below on demand its legend and strength. */
export function LayerLine({ layer, tooFar, dragged, onChange, onMove, onDrag, onDragOver }: LayerLineProps) {
  const { t, i18n } = useTranslation('layers')
  const [open, setOpen] = useState(false)
  const name = t(`name.${layer.id}`)
  const arrows = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (by === 0) return
    event.preventDefault()
    onMove(by)
  }
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(layer.opacity)
  return (
    <li
      className={[styles.line, dragged && styles.dragged, (!layer.visible || tooFar) && styles.unseen]
        .filter(Boolean)
        .join(' ')}
      onDragEnter={onDragOver}
      onDragOver={(event) => event.preventDefault()}
    >
      <div className={styles.head}>
        <button
          type="button"
          className={styles.grip}
          draggable
          aria-label={t('move', { name })}
          title={t('move', { name })}
          onKeyDown={arrows}
          onDragStart={(event) => {
            event.dataTransfer.effectAllowed = 'move'
            event.dataTransfer.setData('text/plain', layer.id)
            onDrag(layer.id)
          }}
          onDragEnd={() => onDrag(null)}
        >
          <GripIcon />
        </button>
        <button type="button" className={styles.name} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Legend layer={layer.id} brief />
          <span>{name}</span>
          {tooFar && layer.visible && <small>{t('closer')}</small>}
          <ChevronIcon />
        </button>
        <IconButton
          label={t(layer.visible ? 'hide' : 'show', { name })}
          pressed={layer.visible}
          icon={layer.visible ? <EyeIcon /> : <EyeOffIcon />}
          onClick={() => onChange({ visible: !layer.visible })}
        />
      </div>
      {open && (
        <div className={styles.details}>
          <Legend layer={layer.id} />
          <Slider
            label={t('opacity')}
            value={Math.round(layer.opacity * 100)}
            min={10}
            max={100}
            step={5}
            text={percent}
            onChange={(value) => onChange({ opacity: value / 100 })}
          />
        </div>
      )}
    </li>
  )
}

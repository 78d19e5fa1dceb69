import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { baseLayers, defaultLayers } from '#client/map/base-layers.ts'
import type { Camera } from '#client/map/map-view.types.ts'
import { useCamera } from '#client/map/use-camera.ts'
import { setLayers, useLayers } from '#client/state/layers.ts'
import { Button } from '#client/ui/Button.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { VisuallyHidden } from '#client/ui/VisuallyHidden.tsx'
import { LayerLine } from './LayerLine.tsx'
import styles from './LayersPanel.module.css'
import { moveLayer } from './move-layer.ts'

/** The layers from top to bottom: seen or not, in which order, how strongly; each line is its own legend. */
export function LayersPanel() {
  const { t } = useTranslation('layers')
  const layers = useLayers(defaultLayers)
  const zoom = useCamera(quarterZoom)
  const [dragged, setDragged] = useState<string | null>(null)
  const [told, setTold] = useState('')
  const shown = layers.toReversed()

  const change = (id: string, part: { visible?: boolean; opacity?: number }) =>
    setLayers(
      layers.map((layer) => (layer.id === id ? { ...layer, ...part } : layer)),
      defaultLayers,
    )
  const move = (id: string, to: number) => {
    setLayers(moveLayer(shown, id, to).toReversed(), defaultLayers)
    setTold(
      t('moved', { name: t(`name.${id}`), place: Math.min(shown.length, Math.max(1, to + 1)), count: shown.length }),
    )
  }

  return (
    <Panel
      title={t('title')}
      className={styles.panel}
      actions={
        layers !== defaultLayers && (
          <Button look="quiet" onClick={() => setLayers(defaultLayers, defaultLayers)}>
            {t('reset')}
          </Button>
        )
      }
    >
      <ul className={styles.list}>
        {shown.map((layer, at) => (
          <LayerLine
            key={layer.id}
            layer={layer}
            tooFar={zoom < (baseLayers.find((base) => base.id === layer.id)?.shownFrom ?? 0)}
            dragged={dragged === layer.id}
            onChange={(part) => change(layer.id, part)}
            onMove={(by) => move(layer.id, at + by)}
            onDrag={setDragged}
            onDragOver={() => dragged !== null && dragged !== layer.id && move(dragged, at)}
          />
        ))}
      </ul>
      <p className={styles.hint}>{t('hint')}</p>
      <div role="status">
        <VisuallyHidden>{told}</VisuallyHidden>
      </div>
    </Panel>
  )
}

const quarterZoom = (camera: Camera) => Math.round(camera.zoom * 4) / 4

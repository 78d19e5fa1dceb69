import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { useKeys } from '#client/state/keys.ts'
import { setTool, useTool } from '#client/state/tool.ts'
import { Button } from '#client/ui/Button.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import { Segmented } from '#client/ui/Segmented.tsx'
import { useEscape } from '#client/ui/use-escape.ts'
import styles from './MeasureTool.module.css'
import type { MeasureMode } from './measure.ts'
import { useMeasure } from './use-measure.ts'
import { useMeasureWords } from './use-measure-words.ts'

/** Distances and areas on the map. R begins, clicks (or P at the middle of the map) set corners, Escape ends. */
export function MeasureTool() {
  const { t } = useTranslation('measure')
  const on = useTool() === 'measure'
  useKeys(useMemo(() => [{ key: 'r', text: t('key'), run: () => setTool(on ? 'select' : 'measure') }], [t, on]))
  return on ? <Measuring /> : null
}

function Measuring() {
  const { t } = useTranslation('measure')
  const view = useMapView()
  const words = useMeasureWords()
  const [mode, setMode] = useState<MeasureMode>('distance')
  const { places, done, measure, pointed, add, undo, clear } = useMeasure(view, mode, true)
  const [aimed, setAimed] = useState(false)

  const keys = useMemo(() => {
    const atMiddle = () => {
      const { longitude, latitude } = view.getCamera()
      setAimed(true)
      add([longitude, latitude])
    }
    return [
      { key: 'p', text: t('addHere'), run: atMiddle },
      { key: 'Backspace', text: t('undo'), run: undo },
    ]
  }, [view, add, undo, t])
  useKeys(keys)
  useEscape(true, () => setTool('select'))
  useEffect(() => () => setTool('select'), [])

  const enough = mode === 'area' ? places.length >= 3 : places.length >= 2
  return (
    <>
      {aimed && <span className={styles.aim} aria-hidden="true" />}
      {pointed && (
        <span className={styles.label} style={{ translate: `${pointed.x}px ${pointed.y}px` }} aria-hidden="true">
          {words.main(pointed.measure, mode)}
        </span>
      )}
      <Panel
        title={t('title')}
        className={styles.panel}
        actions={<IconButton label={t('end')} icon={<CloseIcon />} onClick={() => setTool('select')} />}
      >
        <Segmented<MeasureMode>
          label={t('mode')}
          value={mode}
          choices={[
            { value: 'distance', text: t('distance') },
            { value: 'area', text: t('area') },
          ]}
          onChange={setMode}
        />
        <p className={styles.value} role="status">
          {enough ? (
            words.main(measure, mode)
          ) : (
            <span className={styles.hint}>{t(places.length === 0 ? 'begin' : 'go')}</span>
          )}
        </p>
        {mode === 'area' && enough && (
          <p className={styles.note}>{t('around', { length: words.length(measure.meters) })}</p>
        )}
        {measure.crossed && <p className={styles.warning}>{t('crossed')}</p>}
        {enough && !done && <p className={styles.note}>{t('finish')}</p>}
        <div className={styles.actions}>
          <Button onClick={() => keys[0]?.run()}>{t('addHere')}</Button>
          <Button look="quiet" disabled={places.length === 0} onClick={undo}>
            {t('undo')}
          </Button>
          <Button look="quiet" disabled={places.length === 0} onClick={clear}>
            {t('clear')}
          </Button>
        </div>
      </Panel>
    </>
  )
}

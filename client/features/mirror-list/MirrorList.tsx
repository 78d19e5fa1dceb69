import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { select, useSelection } from '#client/state/selection.ts'
import { choiceCodec, useUrlState } from '#client/state/url.ts'
import { Chips } from '#client/ui/Chips.tsx'
import { EmptyState } from '#client/ui/EmptyState.tsx'
import { Panel } from '#client/ui/Panel.tsx'
import styles from './MirrorList.module.css'
import { type MirrorEntry, type Mirrored, mirrored } from './mirror-entry.ts'
import { useRovingFocus } from './use-roving-focus.ts'
import { useVisibleFeatures } from './use-visible-features.ts'

const layerCodec = choiceCodec(mirrored, 'issue')
const most = 200

/** What the map shows now, as a list: arrow keys walk through it, and what has the focus is selected on the map. */
export function MirrorList() {
  const { t } = useTranslation('mirror-list')
  const view = useMapView()
  const [layer, setLayer] = useUrlState('list', layerCodec)
  const entries = useVisibleFeatures(layer, most)
  const selection = useSelection()
  const keys = useMemo(() => entries.map((entry) => entry.code), [entries])
  const roving = useRovingFocus(keys, selection?.layer === layer ? selection.code : null)
  const goTo = (entry: MirrorEntry) =>
    view.setCamera(
      { longitude: entry.longitude, latitude: entry.latitude, zoom: Math.max(view.getCamera().zoom, 15.5) },
      { animate: true },
    )

  return (
    <Panel title={t('title')} className={styles.panel}>
      <Chips
        label={t('layer')}
        value={layer}
        choices={mirrored.map((value) => ({ value, text: t(`layer_${value}`) }))}
        onChange={(next: Mirrored) => setLayer(next)}
      />
      <p className={styles.count} aria-live="polite">
        {t(entries.length >= most ? 'countMany' : 'count', { count: entries.length })}
      </p>
      {entries.length === 0 && <EmptyState title={t('empty')} hint={t('emptyHint')} />}
      <ul className={styles.list} {...roving.list}>
        {entries.map((entry) => (
          <li key={entry.code}>
            <button
              type="button"
              {...roving.item(entry.code)}
              aria-current={selection?.layer === layer && selection.code === entry.code ? 'true' : undefined}
              onFocus={() => select({ layer, code: entry.code })}
              onClick={() => goTo(entry)}
            >
              <span>{entry.name}</span>
              {entry.clock && <small data-clock={entry.clock}>{t(`clock.${entry.clock}`)}</small>}
            </button>
          </li>
        ))}
      </ul>
      <p className={styles.hint}>{t('hint')}</p>
    </Panel>
  )
}

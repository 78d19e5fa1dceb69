import { useCallback, useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { County } from '#domain/contract/county.ts'
import styles from './App.module.css'
import type { Door } from './doors.ts'
import { NewCase } from './features/act/NewCase.tsx'
import { NewCaseButton } from './features/act/NewCaseButton.tsx'
import { HoverTip } from './features/card/HoverTip.tsx'
import { SelectionCard } from './features/card/SelectionCard.tsx'
import { LayersPanel } from './features/layers/LayersPanel.tsx'
import { MapControls } from './features/map-controls/MapControls.tsx'
import { MapFoot } from './features/map-controls/MapFoot.tsx'
import { MeasureButton } from './features/measure/MeasureButton.tsx'
import { MeasureTool } from './features/measure/MeasureTool.tsx'
import { MirrorList } from './features/mirror-list/MirrorList.tsx'
import { followFeed } from './follow-feed.ts'
import { useMapView } from './map/use-map-view.ts'
import { useKeys } from './state/keys.ts'
import { hearLive } from './state/live.ts'
import { choiceCodec, useUrlState } from './state/url.ts'
import { HeatControl } from './ui/heat/HeatControl.tsx'
import { heatKinds } from './ui/heat/heat-choice.ts'
import { IconButton } from './ui/IconButton.tsx'
import { DensityIcon, LayersIcon, ListIcon } from './ui/icons.tsx'

const heatCodec = choiceCodec(heatKinds, 'off')
const panelCodec = choiceCodec(['none', 'layers', 'list'], 'none')

/** Doors where a click opens the card of a thing; the others have their own answer to a click. */
const cardDoors: readonly Door['name'][] = ['welcome', 'wall', 'desk']

/** Doors where a case can be written down. */
const filingDoors: readonly Door['name'][] = ['welcome', 'desk']

/** What belongs to the map on every door that shows it: its buttons, the layer list, the mirrored list, the foot line, live tiles. */
export function MapDesk({ door, county }: { door: Door['name']; county: County }) {
  const { t } = useTranslation('shell')
  const [panel, setPanel] = useUrlState('panel', panelCodec)
  const [heat, setHeat] = useUrlState('heat', heatCodec)
  const view = useMapView()
  const hasHeat = door === 'welcome'
  const onWall = door === 'wall'

  // the wall follows the feed by itself
  useEffect(() => (onWall ? undefined : followFeed(county.code, county.feedSequence)), [onWall, county])
  useEffect(() => {
    if (onWall) return
    return hearLive({
      dirty: ({ layer, tiles }) => view.refreshTiles(layer, tiles),
      refetch: () => view.refreshTiles('issue', 'all'),
    })
  }, [onWall, view])

  const toggleHeat = useCallback(() => setHeat((shown) => (shown === 'off' ? 'density' : 'off')), [setHeat])
  useKeys(
    useMemo(() => {
      const toggle = (which: 'layers' | 'list') => setPanel((shown) => (shown === which ? 'none' : which))
      return [
        { key: 'L', shift: true, text: t('layers'), run: () => toggle('layers') },
        { key: 'I', shift: true, text: t('list'), run: () => toggle('list') },
        ...(hasHeat ? [{ key: 'b', text: t('density'), run: toggleHeat }] : []),
        { key: 'Escape', text: t('closePanel'), run: () => setPanel('none') },
      ]
    }, [t, setPanel, hasHeat, toggleHeat]),
  )

  return (
    <>
      {!onWall && (
        <MapControls
          rarer={
            <>
              <IconButton
                label={t('list')}
                icon={<ListIcon />}
                pressed={panel === 'list'}
                onClick={() => setPanel(panel === 'list' ? 'none' : 'list')}
              />
              {hasHeat && (
                <IconButton label={t('density')} icon={<DensityIcon />} pressed={heat !== 'off'} onClick={toggleHeat} />
              )}
              <MeasureButton />
            </>
          }
        >
          {filingDoors.includes(door) && <NewCaseButton county={county} />}
          <IconButton
            label={t('layers')}
            icon={<LayersIcon />}
            pressed={panel === 'layers'}
            onClick={() => setPanel(panel === 'layers' ? 'none' : 'layers')}
          />
        </MapControls>
      )}
      <div className={styles.side}>
        {panel === 'layers' && <LayersPanel />}
        {panel === 'list' && <MirrorList />}
        {hasHeat && heat !== 'off' && <HeatControl county={county} kind="off" />}
        {door === 'desk' && <HeatControl county={county} control="folded" kind="off" />}
      </div>
      {cardDoors.includes(door) && <SelectionCard />}
      {filingDoors.includes(door) && <NewCase county={county} />}
      {door !== 'phone' && <HoverTip />}
      {!onWall && <MeasureTool />}
      <MapFoot />
    </>
  )
}

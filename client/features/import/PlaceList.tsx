import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import type { Position } from '#domain/contract/common.ts'
import styles from './ImportPage.module.css'

const MOST_SHOWN = 200
/** About 60 m around a place. */
const AROUND_DEGREES = 0.0005

/** Places that want a look; each takes the map there. Nothing where there are none. */
export function PlaceList({
  title,
  places,
}: {
  title: string
  places: readonly { position: Position; text: string }[]
}) {
  const { t } = useTranslation('import')
  const view = useMapView()
  if (places.length === 0) return null
  return (
    <>
      <h3>{title}</h3>
      <ul className={styles.list}>
        {places.slice(0, MOST_SHOWN).map(({ position: [x, y], text }) => (
          <li key={`${x} ${y} ${text}`}>
            <button
              type="button"
              className={styles.go}
              title={t('goThere')}
              onClick={() =>
                view.fit([x - AROUND_DEGREES, y - AROUND_DEGREES, x + AROUND_DEGREES, y + AROUND_DEGREES], {
                  maxZoom: 18,
                  animate: true,
                })
              }
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}

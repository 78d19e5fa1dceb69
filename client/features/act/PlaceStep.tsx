import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { type SearchResult, search } from '#domain/contract/search.ts'
import styles from './FileCase.module.css'

const REST_MILLISECONDS = 200
const NEAR_ZOOM = 16.5

export interface PlaceStepProps {
  county: string
  position: readonly [number, number] | null
  error: string | undefined
  /** A place, and its name where it was found by one. */
  onPlace(position: [number, number], name: string): void
}

/** Where the case lies: by a click on the map, by search, or the middle of the map for who uses keys. */
export function PlaceStep({ county, position, error, onPlace }: PlaceStepProps) {
  const { t } = useTranslation('act')
  const view = useMapView()
  const [text, setText] = useState('')
  const found = usePlaces(county, text)
  const take = (result: SearchResult) => {
    const [longitude, latitude] = result.position
    view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, NEAR_ZOOM) }, { animate: true })
    onPlace([longitude, latitude], result.kind === 'coordinate' ? '' : result.name)
    setText('')
  }
  return (
    <section className={styles.step} aria-label={t('file.place')}>
      <h3>{t('file.place')}</h3>
      <p className={styles.hint}>{t('file.placeHint')}</p>
      <Field
        type="search"
        label={t('file.search')}
        hideLabel
        placeholder={t('file.search')}
        autoComplete="off"
        value={text}
        error={error}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {text.trim() !== '' && (
        <ul className={styles.found}>
          {found === null && <li>{t('file.searching')}</li>}
          {found?.length === 0 && <li>{t('file.nothingFound', { text })}</li>}
          {found?.map((result) => (
            <li key={`${result.kind} ${result.code} ${result.name}`}>
              <button type="button" onClick={() => take(result)}>
                {result.name}
                <small>{result.within}</small>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={styles.at}>
        <output>
          {position === null
            ? t('file.notYet')
            : t('file.at', { longitude: position[0].toFixed(5), latitude: position[1].toFixed(5) })}
        </output>
        <Button
          onClick={() => {
            const { longitude, latitude } = view.getCamera()
            onPlace([longitude, latitude], '')
          }}
        >
          {t('file.middle')}
        </Button>
      </div>
    </section>
  )
}

/** Places that a text finds, issues left out; null while they are looked for. */
function usePlaces(county: string, text: string): readonly SearchResult[] | null {
  const [found, setFound] = useState<readonly SearchResult[] | null>(null)
  const q = text.trim()
  useEffect(() => {
    setFound(null)
    if (q === '') return
    const stopped = new AbortController()
    const timer = setTimeout(() => {
      call(search, { query: { county, q: q.slice(0, 100), limit: 8 }, signal: stopped.signal }).then(
        ({ results }) => setFound(results.filter(({ kind }) => kind !== 'issue')),
        () => stopped.signal.aborted || setFound([]),
      )
    }, REST_MILLISECONDS)
    return () => {
      clearTimeout(timer)
      stopped.abort()
    }
  }, [county, q])
  return found
}

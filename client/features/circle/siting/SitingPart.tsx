import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '#client/ui/SelectField.tsx'
import { useCoverage } from '../coverage-context.ts'
import { OwnList } from '../own-sites/OwnList.tsx'
import { useOwnSites } from '../own-sites/use-own-sites.ts'
import { GainLegend } from './GainLegend.tsx'
import { GainTip } from './GainTip.tsx'
import { SiteQuestion } from './SiteQuestion.tsx'
import { SitesTold } from './SitesTold.tsx'
import styles from './SitingPart.module.css'
import { SitingRefusal } from './SitingRefusal.tsx'
import { type SitingBody, useSiting } from './use-siting.ts'
import { useSitingLayers } from './use-siting-layers.ts'
import { places, placesOf, useSitingState, weighedAs, wishes } from './use-siting-state.ts'
import { Working } from './Working.tsx'

/** Where next: what a station would bring at every place, and the sites that bring most together. */
export default function SitingPart() {
  const { t } = useTranslation('siting')
  const { county, settled } = useCoverage()
  const chosen = useSitingState()
  const { wish, place } = chosen
  const own = useOwnSites(county.code)
  const { walk, stations, changes, minutes } = settled
  /** Null while somebody's own list is asked about and there is none yet. */
  const question = useMemo((): Omit<SitingBody, 'ask'> | null => {
    const among = place === 'own' ? own.places : placesOf(place)
    return among && { walk, stations, changes: [...changes], minutes, places: among, ...weighedAs(wish) }
  }, [walk, stations, changes, minutes, place, own.places, wish])
  const surface = useSiting(county.code)
  const sites = useSiting(county.code)
  const { ask, stop } = surface
  useEffect(() => {
    if (question) ask({ ask: { kind: 'gain' }, ...question })
    else stop()
  }, [ask, stop, question])

  const shown = question !== null && surface.remote.state !== 'failed'
  const gain = useMemo(
    () => (shown && surface.remote.told?.kind === 'gain' ? own.nameGain(surface.remote.told) : null),
    [shown, surface.remote.told, own.nameGain],
  )
  // an answer of another question than the page now asks is no answer
  const current = useMemo(() => {
    const { told, asked } = sites.remote
    return told && told.kind !== 'gain' && question && isOf(asked, question) ? own.nameSites(told) : null
  }, [sites.remote, question, own.nameSites])
  const marks = useMemo(() => (current ? current.sites.map(({ position }) => position) : []), [current])
  const pointed = useSitingLayers(gain, marks)

  return (
    <div className={styles.part}>
      <div className={styles.choices}>
        <SelectField
          label={t('wish.label')}
          value={wish}
          groups={[{ heading: '', options: wishes.map((value) => ({ value, text: t(`wish.${value}`) })) }]}
          onChange={(value) => chosen.setWish(wishes.find((one) => one === value) ?? 'households')}
        />
        <SelectField
          label={t('place.label')}
          value={place}
          groups={[{ heading: '', options: places.map((value) => ({ value, text: t(`place.${value}`) })) }]}
          onChange={(value) => chosen.setPlace(places.find((one) => one === value) ?? 'everywhere')}
        />
      </div>
      {place === 'own' && <OwnList own={own} bounds={county.bounds} />}
      {question && surface.remote.state === 'failed' && (
        <SitingRefusal remote={surface.remote} onRetry={() => ask({ ask: { kind: 'gain' }, ...question })} />
      )}
      {question && shown && (
        <>
          <GainLegend gain={gain} busy={surface.remote.state === 'asking'} />
          <SiteQuestion
            state={chosen}
            busy={sites.remote.state === 'asking'}
            onAsk={(asked) => sites.ask({ ask: asked, ...question })}
          />
          {sites.remote.state === 'asking' && <Working progress={sites.remote.progress} onStop={sites.stop} />}
          {sites.remote.state === 'failed' && isOf(sites.remote.asked, question) && (
            <SitingRefusal remote={sites.remote} />
          )}
          {current && sites.remote.state === 'ready' && <SitesTold told={current} minutes={minutes} wish={wish} />}
        </>
      )}
      {pointed && gain && <GainTip pointed={pointed} unit={gain.unit} />}
    </div>
  )
}

/** Whether an answered question is of the same county, choice and changes. */
function isOf(asked: string, question: Omit<SitingBody, 'ask'>): boolean {
  if (asked === '') return false
  const { ask: _, ...rest } = JSON.parse(asked)
  return JSON.stringify(rest) === JSON.stringify(question)
}

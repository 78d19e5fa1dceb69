import { useEffect, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { SelectField } from '#client/ui/SelectField.tsx'
import { useCoverage } from '../coverage-context.ts'
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
  const { walk, stations, changes, minutes } = settled
  const question = useMemo(
    (): Omit<SitingBody, 'ask'> => ({
      walk,
      stations,
      changes: [...changes],
      minutes,
      places: placesOf(place),
      ...weighedAs(wish),
    }),
    [walk, stations, changes, minutes, place, wish],
  )
  const surface = useSiting(county.code)
  const sites = useSiting(county.code)
  const { ask } = surface
  useEffect(() => ask({ ask: { kind: 'gain' }, ...question }), [ask, question])

  const gain = surface.remote.told?.kind === 'gain' && surface.remote.state !== 'failed' ? surface.remote.told : null
  const told = sites.remote.told && sites.remote.told.kind !== 'gain' ? sites.remote.told : null
  // an answer of another question than the page now asks is no answer
  const current = told && isOf(sites.remote.asked, question) ? told : null
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
      {surface.remote.state === 'failed' ? (
        <SitingRefusal remote={surface.remote} onRetry={() => ask({ ask: { kind: 'gain' }, ...question })} />
      ) : (
        <GainLegend gain={gain} busy={surface.remote.state === 'asking'} />
      )}
      {surface.remote.state !== 'failed' && (
        <>
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

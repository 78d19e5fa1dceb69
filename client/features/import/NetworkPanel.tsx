import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '#client/api.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import { useTokens } from '#client/ui/heat/use-tokens.ts'
import { Spinner } from '#client/ui/Spinner.tsx'
import { inspectNetwork, type NetworkInspection } from '#domain/contract/import.ts'
import styles from './ImportPage.module.css'
import { networkOverlay } from './network.layer.ts'
import { PlaceList } from './PlaceList.tsx'
import { refusalOf } from './refusal-of.ts'

const tokens = ['--bad', '--soon', '--live', '--surface'] as const

type Answer =
  | { state: 'none' }
  | { state: 'asked' }
  | { state: 'failed'; text: string }
  | { state: 'told'; network: NetworkInspection }

/** The walking network as imports left it: how long, in how many pieces, where it is not joined, which walls have no gate. */
export function NetworkPanel({ county }: { county: string }) {
  const { t, i18n } = useTranslation('import')
  const view = useMapView()
  const [answer, setAnswer] = useState<Answer>({ state: 'none' })
  const [bad = '', soon = '', live = '', surface = ''] = useTokens(tokens)
  const network = answer.state === 'told' ? answer.network : null
  useEffect(() => {
    view.setOverlay('import-network', network && networkOverlay(network, { bad, soon, live, surface }))
    return () => view.setOverlay('import-network', null)
  }, [view, network, bad, soon, live, surface])
  const ask = async () => {
    setAnswer({ state: 'asked' })
    try {
      setAnswer({ state: 'told', network: await call(inspectNetwork, { query: { county } }) })
    } catch (error) {
      setAnswer({ state: 'failed', text: refusalOf(error, t) })
    }
  }
  const number = (value: number, digits = 0) =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: digits }).format(value)
  const share = (value: number | null) =>
    value === null
      ? '—'
      : new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 }).format(value)
  return (
    <section className={styles.step}>
      <h2>{t('network.title')}</h2>
      <p className={styles.note}>{t('network.sentence')}</p>
      {answer.state === 'asked' ? (
        <Spinner />
      ) : (
        <div>
          <Button onClick={() => void ask()}>{t(network ? 'network.again' : 'network.ask')}</Button>
        </div>
      )}
      {answer.state === 'failed' && (
        <p className={styles.error} role="alert">
          {answer.text}
        </p>
      )}
      {network && (
        <>
          <dl className={styles.figures}>
            <Figure
              name={t('network.length')}
              value={t('kilometers', { value: number(network.lengthMeters / 1000, 1) })}
            />
            <Figure name={t('network.pieces')} value={number(network.pieces)} />
            <Figure name={t('network.largest')} value={share(network.largestShare)} />
            <Figure name={t('network.gaps')} value={number(network.gaps.total)} />
            <Figure
              name={t('network.closed')}
              value={t('outOf', {
                part: number(network.compounds.withoutGate.total),
                whole: number(network.compounds.walled),
              })}
            />
          </dl>
          <PlaceList
            title={t('network.gapList', { count: network.gaps.total })}
            places={network.gaps.listed.map(({ position, meters, otherPiece }) => ({
              position,
              text: t(otherPiece ? 'network.gapApart' : 'network.gapRound', { meters: number(meters, 1) }),
            }))}
          />
          <PlaceList
            title={t('network.apartList', { count: network.apart.total })}
            places={network.apart.listed.map(({ position, lengthMeters }) => ({
              position,
              text: t('network.piece', { meters: number(lengthMeters) }),
            }))}
          />
          <PlaceList
            title={t('network.closedList', { count: network.compounds.withoutGate.total })}
            places={network.compounds.withoutGate.listed.map(({ position, name, code }) => ({
              position,
              text: name || code,
            }))}
          />
        </>
      )}
    </section>
  )
}

function Figure({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}

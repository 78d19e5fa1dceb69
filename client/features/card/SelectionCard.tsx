import { useTranslation } from 'react-i18next'
import type { MapView } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useCounty } from '#client/state/county.ts'
import { select, useSelection } from '#client/state/selection.ts'
import { useTool } from '#client/state/tool.ts'
import { Button } from '#client/ui/Button.tsx'
import { copyLink } from '#client/ui/copy-link.ts'
import { ErrorState } from '#client/ui/ErrorState.tsx'
import { freeOfPanels } from '#client/ui/free-of-panels.ts'
import { IconButton } from '#client/ui/IconButton.tsx'
import { ArrowIcon, CloseIcon } from '#client/ui/icons.tsx'
import { Spinner } from '#client/ui/Spinner.tsx'
import { toast } from '#client/ui/toast.ts'
import { useEscape } from '#client/ui/use-escape.ts'
import type { Card } from '#domain/contract/card.ts'
import type { County } from '#domain/contract/county.ts'
import { CardBody } from './CardBody.tsx'
import styles from './SelectionCard.module.css'
import { useCard } from './use-card.ts'
import { useMapSelection } from './use-map-selection.ts'
import { useSelectionOverlay } from './use-selection-overlay.ts'

export interface SelectionCardProps {
  /** Where it floats; the lower right corner unless told. */
  className?: string
}

/** The card of what is selected on the map, in search or in a list; kept in the address as `selected`. */
export function SelectionCard({ className }: SelectionCardProps) {
  const view = useMapView()
  const county = useCounty()
  useMapSelection(view, useTool() === 'select')
  return county && <OpenCard key={county.code} county={county} view={view} className={className} />
}

function OpenCard({ county, view, className }: { county: County; view: MapView; className: string | undefined }) {
  const { t } = useTranslation('card')
  const selection = useSelection()
  const shown = useCard(county.code, selection)
  const card = shown?.state === 'ready' ? shown.card : null
  const open = shown !== null
  useSelectionOverlay(view, card)
  useEscape(open, () => select(null))
  if (!shown) return null
  return (
    <aside className={[styles.card, className ?? styles.corner].join(' ')} aria-label={t('label')}>
      <IconButton className={styles.close} label={t('close')} icon={<CloseIcon />} onClick={() => select(null)} />
      {shown.state === 'loading' && <Spinner />}
      {shown.state === 'failed' &&
        (shown.code === 'unknown-code' ? (
          <Gone code={selection?.code ?? ''} />
        ) : (
          <ErrorState code={shown.code} onRetry={shown.retry} />
        ))}
      {card && (
        <>
          <CardBody card={card} county={county} />
          <footer className={styles.actions}>
            <Button icon={<ArrowIcon />} onClick={() => goTo(view, card)}>
              {t('go')}
            </Button>
            <Button
              look="quiet"
              onClick={() =>
                void copyLink().then((done) => toast(t(done ? 'copied' : 'notCopied'), done ? 'good' : 'bad'))
              }
            >
              {t('copy')}
            </Button>
          </footer>
        </>
      )}
    </aside>
  )
}

function Gone({ code }: { code: string }) {
  const { t } = useTranslation('card')
  return (
    <div className={styles.gone} role="alert">
      <p>{t('gone.title', { code })}</p>
      <p>{t('gone.way')}</p>
    </div>
  )
}

function goTo(view: MapView, { bounds, position }: Card): void {
  const [longitude, latitude] = position
  if (bounds) view.fit(bounds, { animate: true, maxZoom: 18, padding: freeOfPanels() })
  else view.setCamera({ longitude, latitude, zoom: Math.max(view.getCamera().zoom, 16.5) }, { animate: true })
}

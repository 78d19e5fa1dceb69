import { useTranslation } from 'react-i18next'
import { select } from '#client/state/selection.ts'
import { ClockShape } from '#client/ui/ClockShape.tsx'
import { type CardFormat, useCardFormat } from '#client/ui/use-card-format.ts'
import type { Card } from '#domain/contract/card.ts'
import type { County } from '#domain/contract/county.ts'
import styles from './CardBody.module.css'
import { CardNorm } from './CardNorm.tsx'
import { CardStation } from './CardStation.tsx'
import { IssuePart } from './IssuePart.tsx'
import { PrintLink } from './PrintLink.tsx'

/** What a card says: where it is, how many live there, how it stands, what is open. */
export function CardBody({ card, county }: { card: Card; county: County }) {
  const { t } = useTranslation('card')
  const format = useCardFormat(county.timeZone)
  return (
    <>
      <header className={styles.header}>
        <p className={styles.kind}>{kindOf(card, t)}</p>
        <h2 className={styles.name}>{card.name || card.code}</h2>
        {card.layer !== 'building' && card.layer !== 'compound' && <p className={styles.code}>{card.code}</p>}
        <Ladder card={card} />
      </header>
      {card.people && <People people={card.people} format={format} single={card.layer === 'building'} />}
      {card.norm && card.people && <CardNorm norm={card.norm} households={card.people.households} format={format} />}
      {card.issue && <IssuePart card={card} issue={card.issue} county={county} format={format} />}
      {card.station && <CardStation station={card.station} format={format} />}
      <Facts card={card} format={format} />
      {card.layer === 'area' && <PrintLink county={county.code} area={card.code} />}
    </>
  )
}

function kindOf({ layer, kind, station }: Card, t: ReturnType<typeof useTranslation<'card'>>['t']): string {
  const name = t(`layer.${layer}`)
  const word = kind === '' ? '' : t(`kind.${layer}.${kind}`, { defaultValue: '' })
  if (layer === 'area' && word !== '') return word
  return [station ? t(`level.${station.level}`) : name, word].filter(Boolean).join(' · ')
}

/** Names from the street down; each leads to its own card. */
function Ladder({ card }: { card: Card }) {
  const { t } = useTranslation('card')
  if (card.ladder.length === 0) return null
  return (
    <nav className={styles.ladder} aria-label={t('within')}>
      {card.ladder.map(({ layer, code, name }) => (
        <button key={code} type="button" onClick={() => select({ layer, code })}>
          {name}
        </button>
      ))}
    </nav>
  )
}

function People({
  people,
  format,
  single,
}: {
  people: NonNullable<Card['people']>
  format: CardFormat
  single: boolean
}) {
  const { t } = useTranslation('card')
  const { households, residents, elderly, agesKnown, buildings } = people
  const withheld = <abbr title={t('withheld.why')}>{t('withheld.word')}</abbr>
  const unknown = <abbr title={t('unknown.why')}>{t('unknown.word')}</abbr>
  return (
    <dl className={styles.people}>
      <Figure label={t('households')} value={format.number(households)} unit={t('unit.households')} />
      {!single && (
        <Figure
          label={t('residents')}
          value={residents === null ? withheld : format.number(residents)}
          unit={residents === null ? '' : t('unit.people')}
        />
      )}
      {!single && (
        <Figure
          label={t('elderly')}
          value={elderly !== null ? format.number(elderly) : agesKnown ? withheld : unknown}
          unit={elderly === null ? '' : t('unit.people')}
        />
      )}
      {!single && <Figure label={t('buildings')} value={format.number(buildings)} unit={t('unit.buildings')} />}
    </dl>
  )
}

function Figure({ label, value, unit }: { label: string; value: React.ReactNode; unit: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        {value}
        {unit !== '' && <small>{unit}</small>}
      </dd>
    </div>
  )
}

/** One line a fact; what does not apply is left out. */
function Facts({ card, format }: { card: Card; format: CardFormat }) {
  const { t } = useTranslation('card')
  const { parts, issues, stations, compound, building } = card
  const divided = parts && [
    card.kind !== 'community' && parts.communities > 0 && t('parts.communities', { count: parts.communities }),
    card.layer === 'area' && t('parts.grids', { count: parts.grids }),
    t('parts.microGrids', { count: parts.microGrids, number: format.number(parts.microGrids) }),
  ]
  return (
    <ul className={styles.facts}>
      {divided && <li>{divided.filter(Boolean).join(t('comma'))}</li>}
      {compound && <li>{compound.walled ? t('walled', { count: compound.gates }) : t('unwalled')}</li>}
      {building && <li>{t('floors', { count: building.floors })}</li>}
      {building?.compound && (
        <li>
          <button
            type="button"
            className={styles.link}
            onClick={() => building.compound && select({ layer: 'compound', code: building.compound.code })}
          >
            {building.compound.name || building.compound.code}
          </button>
        </li>
      )}
      {issues && (
        <li>
          {t('issues.open', { count: issues.open, number: format.number(issues.open) })}
          {issues.late > 0 && (
            <span className={styles.late}>
              <ClockShape clock="late" />
              {t('issues.late', { count: issues.late })}
            </span>
          )}
        </li>
      )}
      {stations !== null && stations > 0 && <li>{t('stations', { count: stations })}</li>}
    </ul>
  )
}

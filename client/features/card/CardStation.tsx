import { useTranslation } from 'react-i18next'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { Card } from '#domain/contract/card.ts'
import styles from './CardStation.module.css'

/** Whether a station is open now, when it opens, what it offers and where it stands. */
export function CardStation({ station, format }: { station: NonNullable<Card['station']>; format: CardFormat }) {
  const { t } = useTranslation('card')
  const { open, hours, services, address, phone } = station
  return (
    <div className={styles.station}>
      <p className={styles.open} data-open={open ?? 'unknown'}>
        <span aria-hidden="true" />
        {t(open === null ? 'hours.unknown' : open ? 'hours.open' : 'hours.closed')}
      </p>
      {hours.length > 0 && (
        <ul className={styles.hours}>
          {hours.map(({ days, opensMinute, closesMinute }) => (
            <li key={`${days} ${opensMinute}`}>
              {format.days(days)}
              <span>
                {closesMinute - opensMinute >= 1440
                  ? t('hours.wholeDay')
                  : `${format.minute(opensMinute)}–${format.minute(closesMinute)}`}
              </span>
            </li>
          ))}
        </ul>
      )}
      {services.length > 0 && (
        <ul className={styles.services} aria-label={t('services')}>
          {services.map((service) => (
            <li key={service}>{t(`service.${service}`, { defaultValue: service })}</li>
          ))}
        </ul>
      )}
      {address !== '' && <p className={styles.line}>{address}</p>}
      {phone !== '' && (
        <p className={styles.line}>
          <a href={`tel:${phone}`}>{phone}</a>
        </p>
      )}
    </div>
  )
}

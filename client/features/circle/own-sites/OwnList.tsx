import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/Button.tsx'
import type { Box } from '#domain/contract/common.ts'
import { sitingLimits } from '#domain/contract/siting.ts'
import { useNumbers } from '../use-numbers.ts'
import styles from './OwnList.module.css'
import { readSites, type SitesRefusal } from './read-sites.ts'
import type { OwnSites } from './use-own-sites.ts'

/** A file of community rooms, property offices or empty houses to choose among: taken, told, replaced, removed. */
export function OwnList({ own, bounds }: { own: OwnSites; bounds: Box }) {
  const { t } = useTranslation('siting')
  const numbers = useNumbers()
  const input = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<SitesRefusal | null>(null)
  const { list } = own

  async function take(file: File | undefined): Promise<void> {
    if (!file) return
    const read = readSites(file.name, new Uint8Array(await file.arrayBuffer()), bounds)
    setRefused(read.ok ? null : read)
    if (read.ok) own.take(file.name, read)
  }

  const left = list ? (['noPlace', 'outside', 'twice'] as const).filter((why) => list.left[why] > 0) : []
  return (
    <div className={styles.own}>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,.geojson,.json"
        tabIndex={-1}
        aria-label={t('own.choose')}
        onChange={(event) => {
          void take(event.currentTarget.files?.[0])
          event.currentTarget.value = ''
        }}
      />
      {list ? (
        <p role="status">
          <strong>{list.fileName}</strong> {t('own.count', { count: list.sites.length })}
          {left.map((why) => (
            <small key={why}>{t(`own.left.${why}`, { count: list.left[why] })}</small>
          ))}
        </p>
      ) : (
        <p className={styles.hint}>{t('own.hint', { most: numbers.whole(sitingLimits.candidates) })}</p>
      )}
      {refused && (
        <p role="alert" className={styles.bad}>
          {t(`own.refused.${refused.reason}`, {
            value: refused.value,
            most: numbers.whole(sitingLimits.candidates),
          })}
        </p>
      )}
      <div className={styles.buttons}>
        <Button look={list ? 'plain' : 'accent'} onClick={() => input.current?.click()}>
          {t(list ? 'own.another' : 'own.choose')}
        </Button>
        {list && (
          <Button look="quiet" onClick={own.drop}>
            {t('own.drop')}
          </Button>
        )}
      </div>
    </div>
  )
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { call } from '#client/api.ts'
import { Button } from '#client/ui/Button.tsx'
import { useCardFormat } from '#client/ui/use-card-format.ts'
import type { County } from '#domain/contract/county.ts'
import { listWallVersions, type WallProgram } from '#domain/contract/wall.ts'
import styles from './WallScenes.module.css'

type Versions = z.output<(typeof listWallVersions)['answer']>['versions']

export interface VersionListProps {
  county: County
  id: string
  /** The last version: the list is read again with each. */
  version: number
  onTake(program: WallProgram): void
}

/** Programs that this wall had, the last first; any of them can be taken into the form and saved anew. */
export function VersionList({ county, id, version, onTake }: VersionListProps) {
  const { t } = useTranslation('wall-scenes')
  const format = useCardFormat(county.timeZone)
  const [versions, setVersions] = useState<Versions>([])
  useEffect(() => {
    if (version === 0) return
    const stopped = new AbortController()
    call(listWallVersions, { params: { wall: id }, query: { county: county.code }, signal: stopped.signal }).then(
      (answer) => setVersions(answer.versions),
      // the form works without; the next save reads it again
      () => {},
    )
    return () => stopped.abort()
  }, [county, id, version])
  if (versions.length === 0) return null
  return (
    <section aria-labelledby="wall-versions">
      <h2 id="wall-versions">{t('versions')}</h2>
      <ul className={styles.versions}>
        {versions.map((one) => (
          <li key={one.version}>
            <span>
              {t('version', {
                version: one.version,
                title: one.program.title,
                steps: one.program.steps.length,
                rules: one.program.rules.length,
              })}
            </span>
            <span>{format.moment(one.savedAt)}</span>
            <span>{one.savedBy || t('visitor')}</span>
            <Button look="quiet" onClick={() => onTake(one.program)}>
              {t('take')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  )
}

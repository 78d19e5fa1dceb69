import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import ActDialog from '#client/ui/act/ActDialog.tsx'
import { PhotoStrip } from '#client/ui/photos/PhotoStrip.tsx'
import { toast } from '#client/ui/toast.ts'
import type { CardFormat } from '#client/ui/use-card-format.ts'
import type { County } from '#domain/contract/county.ts'
import type { IssueHistoryEntry, IssueStanding } from '#domain/contract/issue.ts'
import { sideOfPhoto } from '#domain/contract/photo.ts'
import type { ActRequestKind } from '#domain/issue/act-request.ts'
import type { IssueWithHistory } from './use-issue.ts'
import { WorkActs } from './WorkActs.tsx'
import { WorkFacts } from './WorkFacts.tsx'
import { WorkHistory } from './WorkHistory.tsx'
import styles from './WorkSheet.module.css'

export interface WorkSheetProps {
  county: County
  told: IssueWithHistory
  standing: IssueStanding
  format: CardFormat
  onChanged(): void
}

/** What a post needs to work an issue through: how it stands, what it may do now, photos, and the whole history. */
export default function WorkSheet({ county, told, standing, format, onChanged }: WorkSheetProps) {
  const { t } = useTranslation('card')
  const [act, setAct] = useState<ActRequestKind | null>(null)
  const { issue, history, offers, unitNames } = told
  const nameOf = (code: string) => unitNames[code] ?? (code === issue.unit ? issue.unitName : code)
  const photos = standing.photos.map((photo) => ({ ...photo, side: sideOfPhoto(kindAt(history, photo.sequence)) }))
  return (
    <div className={styles.sheet} data-work>
      <WorkFacts
        county={county.code}
        issue={issue}
        standing={standing}
        history={history}
        nameOf={nameOf}
        format={format}
      />
      <WorkActs offers={offers} onAct={setAct} />
      <PhotoStrip county={county.code} photos={photos} mayHide />
      <WorkHistory history={history} nameOf={nameOf} format={format} />
      {act && (
        <ActDialog
          key={act}
          county={county}
          kind={act}
          issue={issue}
          standing={standing}
          onClose={() => setAct(null)}
          onDone={(after) => {
            setAct(null)
            toast(t('act:done.one', { number: after.number, act: t(`act:act.${act}`) }), 'good')
            onChanged()
          }}
        />
      )}
    </div>
  )
}

function kindAt(history: readonly IssueHistoryEntry[], sequence: number): string {
  return history.find((entry) => entry.sequence === sequence)?.kind ?? ''
}

import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMapView } from '#client/map/use-map-view.ts'
import { Button } from '#client/ui/Button.tsx'
import { toast } from '#client/ui/toast.ts'
import { planLifeLimits } from '#domain/contract/plan-life.ts'
import type { OpenDraft } from '../plan-desk.ts'
import styles from './LifeSide.module.css'
import { say, usePlanLife } from './life-store.ts'

const without = { place: null, asking: false }

/** Writes a comment; its place is clicked on the map, or taken from the middle of the view by keyboard. */
export function CommentForm({ open }: { open: OpenDraft }) {
  const { t } = useTranslation('plan-life')
  const view = useMapView()
  const { place, asking } = usePlanLife((store) => store.pin)
  const [text, setText] = useState('')
  const [busy, setBusy] = useState(false)
  useEffect(() => () => usePlanLife.setState({ pin: without }), [])

  const send = async () => {
    setBusy(true)
    const refused = await say(open.base.county, open.plan.id, text.trim(), place)
    setBusy(false)
    if (refused !== null) {
      toast(t(`refused.${refused}`, { defaultValue: t('refused.other') }), 'bad')
      return
    }
    setText('')
    usePlanLife.setState({ pin: without })
  }
  const middle = () => {
    const { longitude, latitude } = view.getCamera()
    usePlanLife.setState({ pin: { place: [longitude, latitude], asking: false } })
  }

  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label className={styles.field}>
        {t('say')}
        <textarea
          value={text}
          rows={2}
          maxLength={planLifeLimits.commentLength}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <div className={styles.ways}>
        <Button aria-pressed={asking} onClick={() => usePlanLife.setState({ pin: { place, asking: !asking } })}>
          {t(asking ? 'pinAsking' : place === null ? 'pin' : 'pinAgain')}
        </Button>
        <Button onClick={middle}>{t('pinMiddle')}</Button>
        {place !== null && <Button onClick={() => usePlanLife.setState({ pin: without })}>{t('unpin')}</Button>}
      </div>
      <small role="status">{t(place === null ? 'aboutWhole' : 'pinned')}</small>
      <Button type="submit" look="accent" disabled={busy || text.trim() === ''}>
        {t('send')}
      </Button>
    </form>
  )
}

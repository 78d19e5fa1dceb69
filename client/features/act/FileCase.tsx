import { useCallback, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, call } from '#client/api.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { select } from '#client/state/selection.ts'
import { useLanguage } from '#client/state/view.ts'
import { CategoryFields } from '#client/ui/act/CategoryFields.tsx'
import { NearbyIssues } from '#client/ui/act/NearbyIssues.tsx'
import { newKey } from '#client/ui/act/new-key.ts'
import { createSendPhotos } from '#client/ui/act/send-photos.ts'
import { useFileable } from '#client/ui/act/use-fileable.ts'
import { useRefusal } from '#client/ui/act/use-refusal.ts'
import { Button } from '#client/ui/Button.tsx'
import { Field } from '#client/ui/Field.tsx'
import { IconButton } from '#client/ui/IconButton.tsx'
import { CloseIcon } from '#client/ui/icons.tsx'
import { PhotoPicker, type PickedPhoto } from '#client/ui/photos/PhotoPicker.tsx'
import { QuestionFields } from '#client/ui/QuestionFields.tsx'
import { toast } from '#client/ui/toast.ts'
import { useEscape } from '#client/ui/use-escape.ts'
import type { Post } from '#domain/account/post.ts'
import { actOnIssue, fileIssue } from '#domain/contract/act.ts'
import type { County } from '#domain/contract/county.ts'
import { type IssueSummary, issueSource } from '#domain/contract/issue.ts'
import { type CaseDraft, type CaseGap, caseOf, emptyCase } from './case-draft.ts'
import styles from './FileCase.module.css'
import { PlaceStep } from './PlaceStep.tsx'
import { useCasePlace } from './use-case-place.ts'

const NEARBY_METERS = 150
/** How a case can have come to a desk; a grid worker's is always the worker's own. */
const sources = ['hotline', 'online', 'patrol', 'resident'] as const

export interface FileCaseProps {
  county: County
  post: Post
  onClose(): void
}

/** A new case, written down beside the map: where, what, in words; what is known nearby first. */
export default function FileCase({ county, post, onClose }: FileCaseProps) {
  const { t } = useTranslation('act')
  const chinese = useLanguage() === 'zh'
  const view = useMapView()
  const wordsOf = useRefusal()
  const categories = useFileable(county.code)
  const [key] = useState(newKey)
  const [draft, setDraft] = useState<CaseDraft>(emptyCase)
  const [photos, setPhotos] = useState<readonly PickedPhoto[]>([])
  const [sendPhotos] = useState(createSendPhotos)
  const [gap, setGap] = useState<CaseGap | null>(null)
  const [sending, setSending] = useState<{ state: 'idle' | 'sending' } | { state: 'failed'; code: string }>({
    state: 'idle',
  })
  const busy = useRef(false)
  const source = useId()
  const kind = categories?.find((one) => one.code === draft.category)
  const change = useCallback((part: Partial<CaseDraft>) => setDraft((before) => ({ ...before, ...part })), [])
  const place = useCallback((position: [number, number]) => change({ position }), [change])
  useCasePlace(view, draft.position, place)
  useEscape(true, onClose)

  /** One call at a time; what was filled in stays until it is done. */
  const once = async (ask: () => Promise<void>) => {
    if (busy.current) return
    busy.current = true
    setSending({ state: 'sending' })
    try {
      await ask()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      setSending({ state: 'failed', code: error.code })
    } finally {
      busy.current = false
    }
  }
  const submit = () => {
    const made = caseOf(draft, kind, county.code, key)
    setGap(made.ok ? null : made.gap)
    if (!made.ok) return
    void once(async () => {
      const body = { ...made.body, photos: await sendPhotos(county.code, photos) }
      const { issue } = await call(fileIssue, { body })
      toast(t('done.filed', { number: issue.number }), 'good')
      onClose()
      select({ layer: 'issue', code: issue.number })
    })
  }
  const join = ({ number }: IssueSummary) =>
    void once(async () => {
      await call(actOnIssue, {
        params: { number },
        body: { county: county.code, version: 0, act: { kind: 'join' }, key: `${key}-join` },
      })
      toast(t('file.joined', { number }), 'good')
      onClose()
      select({ layer: 'issue', code: number })
    })

  return (
    <aside className={styles.panel} aria-label={t('file.title')}>
      <header>
        <h2>{t('file.title')}</h2>
        <IconButton label={t('file.close')} icon={<CloseIcon />} onClick={onClose} />
      </header>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <PlaceStep
          county={county.code}
          position={draft.position}
          error={gap?.field === 'position' ? t('file.missingPlace') : undefined}
          onPlace={(position, name) => change({ position, ...(name === '' ? {} : { place: name }) })}
        />
        {draft.position && (
          <NearbyIssues
            county={county.code}
            position={draft.position}
            radiusMeters={NEARBY_METERS}
            category={draft.category}
            title={t('file.nearby')}
            action={(issue) => (
              <Button title={t('file.sameHint')} onClick={() => join(issue)}>
                {t('file.same')}
              </Button>
            )}
          />
        )}
        <section className={styles.step} aria-label={t('file.what')}>
          <h3>{t('file.what')}</h3>
          <CategoryFields
            county={county.code}
            category={draft.category}
            condition={draft.condition}
            error={gap?.field === 'category' ? t('missing.category') : undefined}
            onChange={(chosen) => {
              const next = categories?.find((one) => one.code === chosen.category)
              const before = kind === undefined ? '' : chinese ? kind.name : kind.nameEn
              // a title that nobody has changed follows the category
              const follows = next !== undefined && (draft.title === '' || draft.title === before)
              change({ ...chosen, ...(follows ? { title: chinese ? next.name : next.nameEn || next.name } : {}) })
            }}
          />
          {kind && kind.questions.length > 0 && (
            <QuestionFields
              questions={kind.questions}
              answers={draft.answers}
              missing={gap?.field === 'answer' ? gap.question : null}
              onChange={(answers) => change({ answers })}
            />
          )}
        </section>
        <section className={styles.step} aria-label={t('file.words')}>
          <h3>{t('file.words')}</h3>
          <Field
            label={t('file.caseTitle')}
            value={draft.title}
            maxLength={200}
            error={gap?.field === 'title' ? t('file.missingTitle') : undefined}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
          <Field
            label={t('file.casePlace')}
            value={draft.place}
            maxLength={200}
            onChange={(event) => change({ place: event.currentTarget.value })}
          />
          {post.role !== 'grid-worker' && (
            <div className={styles.select}>
              <label htmlFor={source}>{t('file.source')}</label>
              <select
                id={source}
                value={draft.source}
                onChange={(event) => change({ source: issueSource.parse(event.currentTarget.value) })}
              >
                {sources.map((one) => (
                  <option key={one} value={one}>
                    {t(`card:source.${one}`)}
                  </option>
                ))}
              </select>
            </div>
          )}
          <Field
            label={t('file.phone')}
            hint={t('file.phoneHint')}
            type="tel"
            autoComplete="off"
            value={draft.phone}
            maxLength={22}
            error={gap?.field === 'phone' ? t('file.wrongPhone') : undefined}
            onChange={(event) => change({ phone: event.currentTarget.value })}
          />
          <PhotoPicker label={t('field.photos')} photos={photos} onChange={setPhotos} />
        </section>
        <footer>
          {sending.state === 'failed' && (
            <p role="alert" className={styles.error}>
              {sending.code === 'unreachable' ? t('unsure') : wordsOf(sending.code)}
            </p>
          )}
          <Button look="quiet" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" look="accent" aria-busy={sending.state === 'sending'}>
            {t(sending.state === 'sending' ? 'sending' : 'file.send')}
          </Button>
        </footer>
      </form>
    </aside>
  )
}

import { useCallback, useEffect, useRef, useState } from 'react'
import type { z } from 'zod'
import { ApiError, call } from '#client/api.ts'
import type { PickedPhoto } from '#client/ui/photos/PhotoPicker.tsx'
import { actOnIssue } from '#domain/contract/act.ts'
import { getIssue, type IssueSummary } from '#domain/contract/issue.ts'
import type { ActRequest } from '#domain/issue/act-request.ts'
import { newKey } from './new-key.ts'
import { createSendPhotos } from './send-photos.ts'

export type IssueNow = z.output<typeof getIssue.answer>

/** `refused` and `unsure` (the server was not reached) keep what was typed; `changed`: somebody was quicker. */
export type Sending =
  | { state: 'idle' }
  | { state: 'sending' }
  | { state: 'refused'; reason: string }
  | { state: 'unsure' }
  | { state: 'changed'; now: IssueNow }

export interface Acting {
  sending: Sending
  /** The issue as it was last seen: its version goes along. */
  issue: IssueSummary
  send(act: ActRequest, photos: readonly PickedPhoto[]): void
}

/**
 * Sends one act on one issue. All presses bear one key: a double click or a second try after a cut line does nothing
 * twice. `onDone` hears the issue as it has become.
 */
export function useAct(county: string, first: IssueSummary, onDone: (issue: IssueSummary) => void): Acting {
  const [key] = useState(newKey)
  const [sendPhotos] = useState(createSendPhotos)
  const [sending, setSending] = useState<Sending>({ state: 'idle' })
  const [issue, setIssue] = useState(first)
  const busy = useRef(false)
  const gone = useRef(false)
  const done = useRef(onDone)
  done.current = onDone
  useEffect(() => {
    gone.current = false
    return () => {
      gone.current = true
    }
  }, [])

  const send = useCallback(
    (act: ActRequest, photos: readonly PickedPhoto[]) => {
      // state comes a render later: a double click is quicker
      if (busy.current) return
      busy.current = true
      setSending({ state: 'sending' })
      void (async () => {
        const told = await perform(county, issue, act, () => sendPhotos(county, photos), key)
        busy.current = false
        if (gone.current) return
        if (told.state === 'done') return done.current(told.issue)
        if (told.state === 'changed') setIssue(told.now.issue)
        setSending(told)
      })()
    },
    [county, issue, key, sendPhotos],
  )
  return { sending, issue, send }
}

type Told = Exclude<Sending, { state: 'idle' | 'sending' }> | { state: 'done'; issue: IssueSummary }

async function perform(
  county: string,
  { number, version }: IssueSummary,
  act: ActRequest,
  photos: () => Promise<string[]>,
  key: string,
): Promise<Told> {
  try {
    const answer = await call(actOnIssue, {
      params: { number },
      body: { county, version, act, photos: await photos(), key },
    })
    return { state: 'done', issue: answer.issue }
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    if (error.code === 'unreachable' || error.status === 503) return { state: 'unsure' }
    if (error.code !== 'conflict') return { state: 'refused', reason: error.code }
    const now = await call(getIssue, { params: { number }, query: { county } }).catch(() => null)
    return now === null ? { state: 'refused', reason: 'conflict' } : { state: 'changed', now }
  }
}

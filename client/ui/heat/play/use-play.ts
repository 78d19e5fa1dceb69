import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { openPlaySession, type PlaySession, type PlaySessionParts, type PlayState } from './play-session.ts'

const loading: PlayState = { kind: 'loading' }
const nobody = () => () => {}

/** A session as long as the component is shown. `question` must keep its identity: another one opens another session. */
export function usePlay(parts: PlaySessionParts): { state: PlayState; session: PlaySession | null } {
  const { question, days, breaks, daysPerSecond } = parts
  const newest = useRef(parts)
  useEffect(() => {
    newest.current = parts
  })
  const [session, setSession] = useState<PlaySession | null>(null)
  useEffect(() => {
    const draw: PlaySessionParts['draw'] = (frame, receivedAt) => newest.current.draw(frame, receivedAt)
    const opened = openPlaySession({ ...newest.current, question, draw })
    setSession(opened)
    return () => opened.close()
  }, [question])
  useEffect(() => session?.look(days, breaks), [session, days, breaks])
  useEffect(() => session?.hurry(daysPerSecond), [session, daysPerSecond])
  const state = useSyncExternalStore(session?.subscribe ?? nobody, session?.state ?? (() => loading))
  return { state, session }
}

import { useEffect, useState } from 'react'
import { serverNow } from '#client/state/live.ts'

/** Now by the server's clock (milliseconds since 1970), renewed every `stepMilliseconds`, on the step. */
export function useNow(stepMilliseconds: number): number {
  const [now, setNow] = useState(serverNow)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const tick = () => {
      const current = serverNow()
      setNow(current)
      timer = setTimeout(tick, stepMilliseconds - (current % stepMilliseconds))
    }
    tick()
    return () => clearTimeout(timer)
  }, [stepMilliseconds])
  return now
}

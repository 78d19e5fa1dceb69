import { type ReactNode, useState } from 'react'

export interface FoldProps {
  className?: string | undefined
  summary: string
  /** Drawn when it is first opened: all endpoints unfolded are seventeen thousand elements. */
  children(): ReactNode
}

/** What is folded away until somebody asks for it. */
export function Fold({ className, summary, children }: FoldProps) {
  const [opened, setOpened] = useState(false)
  return (
    <details className={className} onToggle={({ currentTarget: { open } }) => open && setOpened(true)}>
      <summary>{summary}</summary>
      {opened && children()}
    </details>
  )
}

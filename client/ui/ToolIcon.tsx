import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'

/** A tool's line icon, a little larger than the page's other icons: a finger takes it. */
export function ToolIcon({ children }: { children: ReactNode }) {
  return <Icon size={1.375}>{children}</Icon>
}

import type { ReactNode } from 'react'
import { ToolIcon } from '#client/ui/ToolIcon.tsx'
import type { Tool } from './tool-store.ts'

export const toolIcons: Record<Tool, ReactNode> = {
  move: (
    <ToolIcon>
      <path d="M12 3.500v17M3.500 12h17M12 3.500l-2.500 2.500M12 3.500l2.500 2.500M12 20.500l-2.500-2.500M12 20.500l2.500-2.500M3.500 12l2.500-2.500M3.500 12l2.500 2.500M20.500 12l-2.500-2.500M20.500 12l-2.500 2.500" />
    </ToolIcon>
  ),
  add: (
    <ToolIcon>
      <path d="M4.500 11.500L12 5l7.500 6.500M6.500 10v9h11v-9M12 12v5M9.500 14.500h5" />
    </ToolIcon>
  ),
  gate: (
    <ToolIcon>
      <path d="M3 19h5M16 19h5M8 19V8.500a4 4 0 0 1 8 0V19M3 12.500h5M16 12.500h5" />
    </ToolIcon>
  ),
  path: (
    <ToolIcon>
      <path d="M5 19c0-5 14-4 14-9" strokeDasharray="2.5 2.500" />
      <circle cx="5" cy="19" r="1.75" />
      <circle cx="19" cy="6.500" r="1.75" />
    </ToolIcon>
  ),
  block: (
    <ToolIcon>
      <circle cx="12" cy="12" r="8" />
      <path d="M6.500 17.500l11-11" />
    </ToolIcon>
  ),
}

export const UndoIcon = () => (
  <ToolIcon>
    <path d="M8.500 5L4.500 9l4 4M4.500 9H14a5 5 0 0 1 0 10h-3" />
  </ToolIcon>
)
export const RedoIcon = () => (
  <ToolIcon>
    <path d="M15.500 5l4 4-4 4M19.500 9H10a5 5 0 0 0 0 10h3" />
  </ToolIcon>
)

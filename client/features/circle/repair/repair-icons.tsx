import type { ReactNode } from 'react'
import { ToolIcon } from '#client/ui/ToolIcon.tsx'
import type { RepairTool } from './repair-store.ts'

export const repairIcons: Record<RepairTool, ReactNode> = {
  gate: (
    <ToolIcon>
      <path d="M3 19h5M16 19h5M8 19v-9a4 4 0 0 1 8 0v9M12 3v3M10.5 4.500h3" />
    </ToolIcon>
  ),
  join: (
    <ToolIcon>
      <path d="M3 12h5M16 12h5" />
      <circle cx="9.500" cy="12" r="1.500" />
      <circle cx="14.500" cy="12" r="1.500" />
    </ToolIcon>
  ),
  delete: (
    <ToolIcon>
      <path d="M4 17L20 7M9 6l6 12" />
    </ToolIcon>
  ),
  path: (
    <ToolIcon>
      <path d="M5 19c0-5 14-4 14-9" strokeDasharray="2.500 2.500" />
      <circle cx="5" cy="19" r="1.75" />
      <circle cx="19" cy="6.500" r="1.75" />
    </ToolIcon>
  ),
}

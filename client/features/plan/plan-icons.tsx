import type { ReactNode } from 'react'
import { ToolIcon } from '#client/ui/ToolIcon.tsx'
import type { ModeName } from './modes/modes.ts'

const SelectIcon = () => (
  <ToolIcon>
    <path d="M6 4l12.5 8-5.5 1.500L10 19z" />
  </ToolIcon>
)
const SplitIcon = () => (
  <ToolIcon>
    <path d="M4.500 5.500h15v13h-15z" />
    <path d="M14.500 3l-5 18" strokeDasharray="3 2.4" />
  </ToolIcon>
)
const MergeIcon = () => (
  <ToolIcon>
    <path d="M4 6h6.500M13.500 6H20v12h-6.500M10.500 18H4V6" />
    <path d="M7 12h3.500m0 0L9 10.500M10.500 12L9 13.500M17 12h-3.500m0 0l1.500-1.500M13.500 12l1.500 1.500" />
  </ToolIcon>
)
export const UndoIcon = () => (
  <ToolIcon>
    <path d="M8 5L4 9l4 4" />
    <path d="M4 9h10a5.500 5.500 0 0 1 0 11h-4" />
  </ToolIcon>
)
export const RedoIcon = () => (
  <ToolIcon>
    <path d="M16 5l4 4-4 4" />
    <path d="M20 9H10a5.500 5.500 0 0 0 0 11h4" />
  </ToolIcon>
)
const MoveIcon = () => (
  <ToolIcon>
    <path d="M3.500 17L9 9.500l6.500 3.500 5-7" />
    <circle cx="9" cy="9.500" r="2.250" fill="currentColor" />
    <path d="M9 2.500v2.500M9 14v3M2.500 9.500h2M13.500 9.500h1" />
  </ToolIcon>
)
const DeleteVertexIcon = () => (
  <ToolIcon>
    <path d="M3 18l7-10 4 2.500 7-6" />
    <path d="M14.500 15l5 5m0-5l-5 5" />
    <circle cx="10" cy="8" r="1.750" />
  </ToolIcon>
)

const ReshapeIcon = () => (
  <ToolIcon>
    <path d="M3 17c3-1 3-6 6-6s4 5 7 4 3-6 5-7" />
    <path d="M3 12.500l6-5 6 3 6-6.500" strokeDasharray="2.500 2.500" />
  </ToolIcon>
)
const AssignIcon = () => (
  <ToolIcon>
    <path d="M3.500 4.500h7v7h-7zM3.500 15h7v5h-7z" />
    <path d="M14 8h6.500v8H14z" strokeDasharray="2.500 2" />
    <path d="M7 8h9m0 0l-2.500-2.500M16 8l-2.500 2.500" />
  </ToolIcon>
)
const DrawIcon = () => (
  <ToolIcon>
    <path d="M5 8l6-3.500 8 3-1.500 9L9 19z" />
    <path d="M12 9v6M9 12h6" />
  </ToolIcon>
)
const BrushIcon = () => (
  <ToolIcon>
    <path d="M20 4l-8.500 8.500M14.500 9.500l2 2" />
    <path d="M10.500 12.500c-2.500-.500-4.500 1-4.500 3.500 0 1.500-1 2.500-2.500 3 3.500 1.500 9 .500 9-3.500z" />
  </ToolIcon>
)
const RectangleIcon = () => (
  <ToolIcon>
    <path d="M4.500 6.500h15v11h-15z" strokeDasharray="3 2.400" />
  </ToolIcon>
)
const LassoIcon = () => (
  <ToolIcon>
    <path d="M7 15.500c-2-1-3.500-2.500-3.500-5C3.500 7 7.500 4.500 12 4.500s8.500 2.500 8.500 6-4 6-8.500 6c-1.500 0-3-.300-4-.700" />
    <path d="M9.500 16a2 2 0 1 1-3-1.500c1.500-.500 3 1 2 3s-2 2.500-3.500 3" />
  </ToolIcon>
)
const PickIcon = () => (
  <ToolIcon>
    <path d="M4 19.500v-13l7-2.500v15.500M11 9.500h5v4" />
    <path d="M14 14l6.500 2.500-2.800 1.200L16.500 20.500z" fill="currentColor" />
  </ToolIcon>
)

/** The icon of each mode. */
export const modeIcons: Record<ModeName, ReactNode> = {
  select: <SelectIcon />,
  move: <MoveIcon />,
  delete: <DeleteVertexIcon />,
  reshape: <ReshapeIcon />,
  split: <SplitIcon />,
  merge: <MergeIcon />,
  brush: <BrushIcon />,
  rectangle: <RectangleIcon />,
  lasso: <LassoIcon />,
  pick: <PickIcon />,
  assign: <AssignIcon />,
  draw: <DrawIcon />,
}

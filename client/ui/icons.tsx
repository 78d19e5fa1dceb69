import type { ReactNode } from 'react'

/** Line icons on a 24 grid, drawn for this product; they take the text's colour and size in rem. */
export function Icon({ children, size = 1.25 }: { children: ReactNode; size?: number }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width={`${size}rem`}
      height={`${size}rem`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  )
}

export const SlidersIcon = () => (
  <Icon>
    <path d="M4 7h8M18 7h2M4 17h2M12 17h8" />
    <circle cx="15" cy="7" r="2.5" />
    <circle cx="9" cy="17" r="2.5" />
  </Icon>
)
export const DensityIcon = () => (
  <Icon>
    <path d="M12 3.500c4.500 0 8.500 3.500 8.500 8s-3 9-8 9-9-3.500-9-8.500 4-8.500 8.500-8.500z" />
    <path d="M12.500 8.500c2 0 3.500 1.500 3.500 3.500s-1.500 4-4 4-4-1.500-4-3.500 2-4 4.500-4z" />
  </Icon>
)
export const CloseIcon = () => (
  <Icon>
    <path d="M6 6l12 12M18 6L6 18" />
  </Icon>
)
export const MoreIcon = () => (
  <Icon>
    <path d="M5 12h.01M12 12h.01M19 12h.01" strokeWidth="2.5" />
  </Icon>
)
export const PlusIcon = () => (
  <Icon>
    <path d="M12 5v14M5 12h14" />
  </Icon>
)
export const MinusIcon = () => (
  <Icon>
    <path d="M5 12h14" />
  </Icon>
)
export const LayersIcon = () => (
  <Icon>
    <path d="M12 4l8.5 4.5L12 13 3.5 8.500zM4 12.500l8 4.25 8-4.250M4 16.250l8 4.25 8-4.25" />
  </Icon>
)
export const ListIcon = () => (
  <Icon>
    <path d="M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01" />
  </Icon>
)
export const FullScreenIcon = () => (
  <Icon>
    <path d="M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5" />
  </Icon>
)
export const SunIcon = () => (
  <Icon>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.600L7 7M17 17l1.4 1.400M18.4 5.600L17 7M7 17l-1.4 1.4" />
  </Icon>
)
export const MoonIcon = () => (
  <Icon>
    <path d="M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10z" />
  </Icon>
)
export const EyeIcon = () => (
  <Icon>
    <path d="M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12z" />
    <circle cx="12" cy="12" r="2.75" />
  </Icon>
)
export const EyeOffIcon = () => (
  <Icon>
    <path d="M4 4l16 16M9.8 5.800A9.5 9.5 0 0 1 12 5.500c6 0 9.5 6.5 9.5 6.500a17 17 0 0 1-2.8 3.500M6.2 7.200A16.5 16.5 0 0 0 2.5 12s3.5 6.5 9.5 6.500c1.5 0 2.8-.4 4-1M10 10a2.75 2.75 0 0 0 3.900 3.900" />
  </Icon>
)
export const GripIcon = () => (
  <Icon>
    <path d="M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01" strokeWidth="2.5" />
  </Icon>
)
export const CompassIcon = () => (
  <Icon>
    <path d="M12 3l4 9H8z" fill="currentColor" />
    <path d="M8 12l4 9 4-9" />
  </Icon>
)
export const HomeIcon = () => (
  <Icon>
    <path d="M4 11l8-7 8 7v8.500H14.500V14h-5v5.500H4z" />
  </Icon>
)
export const ArrowIcon = () => (
  <Icon>
    <path d="M5 12h14M13 6l6 6-6 6" />
  </Icon>
)
export const SearchIcon = () => (
  <Icon>
    <circle cx="11" cy="11" r="6.5" />
    <path d="M16 16l4.5 4.5" />
  </Icon>
)
export const RulerIcon = () => (
  <Icon>
    <path d="M3.5 15.500l12-12 5 5-12 12zM7 12l2 2M10 9l2.5 2.500M13 6l2 2" />
  </Icon>
)
export const ChevronIcon = () => (
  <Icon size={1}>
    <path d="M6 9l6 6 6-6" />
  </Icon>
)
export const PersonIcon = () => (
  <Icon>
    <circle cx="12" cy="8.500" r="3.75" />
    <path d="M4.500 20c.75-3.750 3.750-5.750 7.500-5.750s6.750 2 7.500 5.750" />
  </Icon>
)
export const FileIcon = () => (
  <Icon>
    <path d="M6 3.500h8l4 4V12M6 3.500v17h6M14 3.500v4h4M17.500 14.500v6M14.500 17.500h6" />
  </Icon>
)

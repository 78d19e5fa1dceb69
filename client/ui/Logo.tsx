/** Our mark: a district of grids. */
export function Logo({ size = 1.75 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={`${size}rem`} height={`${size}rem`} aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="var(--live)" />
      <path
        d="M7 9l8-2 10 3v14l-9 2-9-3zM15 7l1 19M7 16l18 1"
        fill="none"
        stroke="var(--on-live)"
        strokeWidth="2"
        strokeLinejoin="round"
      />
    </svg>
  )
}

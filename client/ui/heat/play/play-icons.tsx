/** Signs of a player: solid, so that they are found at a glance. */
function Sign({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" width="1.25rem" height="1.25rem" fill="currentColor" aria-hidden="true">
      <path d={path} />
    </svg>
  )
}

export const PlayIcon = () => <Sign path="M7 4.500v15l12.500-7.500z" />
export const PauseIcon = () => <Sign path="M6.500 5h4v14h-4zM13.500 5h4v14h-4z" />
export const BackIcon = () => <Sign path="M5.500 5h2.500v14h-2.500zM19 5v14L9 12z" />
export const ForwardIcon = () => <Sign path="M16 5h2.500v14h-2.500zM5 5v14l10-7z" />

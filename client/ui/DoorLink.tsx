import { type AnchorHTMLAttributes, useSyncExternalStore } from 'react'
import { addressOfDoor, navigate, subscribeAddress } from '#client/address.ts'

export interface DoorLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  path: string
}

/** A link to another door: a plain click keeps the page and its map, any other click is the browser's own. */
export function DoorLink({ path, onClick, ...rest }: DoorLinkProps) {
  const href = useSyncExternalStore(subscribeAddress, () => addressOfDoor(path))
  return (
    <a
      href={href}
      {...rest}
      onClick={(event) => {
        onClick?.(event)
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        navigate(path)
      }}
    />
  )
}

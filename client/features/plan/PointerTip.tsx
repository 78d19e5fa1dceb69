import { type ReactNode, useLayoutEffect, useRef } from 'react'
import styles from './PointerTip.module.css'

const GAP = 18

/** A card that follows the pointer and stays on screen. x, y in CSS pixels of the window. */
export function PointerTip({ x, y, children }: { x: number; y: number; children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const tip = element.current
    if (!tip) return
    const { offsetWidth: width, offsetHeight: height } = tip
    const side = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue('--side-right')) || 0
    const right = innerWidth - side * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const left = x + GAP + width > right ? x - GAP - width : x + GAP
    const top = y + GAP + height > innerHeight ? y - GAP - height : y + GAP
    tip.style.transform = `translate(${Math.max(8, left)}px, ${Math.max(8, top)}px)`
  })
  return (
    <div ref={element} className={styles.tip}>
      {children}
    </div>
  )
}

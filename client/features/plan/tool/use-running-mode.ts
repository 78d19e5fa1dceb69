import { useEffect, useMemo, useRef } from 'react'
import type { MapPointer } from '#client/map/map-view.types.ts'
import { useMapView } from '#client/map/use-map-view.ts'
import { useEscape } from '#client/ui/use-escape.ts'
import { seekGuides } from '../guides.ts'
import type { Mode, RunningMode } from '../modes/mode.types.ts'
import { type ModeName, modes } from '../modes/modes.ts'
import type { OpenDraft } from '../plan-desk.ts'
import { isElsewhere } from '../use-drawing-keys.ts'
import { watchLongPress } from './long-press.ts'
import { createModeDesk, type DeskWays } from './mode-desk.ts'
import { isModified, pressedWith, useModifier } from './modifier.ts'
import { fallSilent } from './said.ts'

/** Arrow keys move the keyboard's own pointer by so many pixels, with Shift by more. */
const STRIDE_PIXELS = { plain: 8, shift: 48 }
const STRIDE_METERS = { plain: 1, shift: 10 }

/** A finger that strays less far has clicked. */
const CLICK_PIXELS = 8

/** Guides are fetched from this zoom on, once the camera rests. */
const GUIDE_ZOOM = 13.5
const GUIDE_WAIT_MILLISECONDS = 250

const arrows: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
}

/** Enters a mode, hands it the pointer and the keys while it is on, and leaves it. */
export function useRunningMode(name: ModeName, open: OpenDraft, ways: DeskWays): void {
  const view = useMapView()
  const now = useRef(ways)
  now.current = ways
  const running = useRef<RunningMode | null>(null)
  const keyboard = useRef<{ x: number; y: number } | null>(null)
  const desk = useMemo(
    () =>
      createModeDesk(view, {
        level: () => now.current.level(),
        chosen: () => now.current.chosen(),
        choose: (code) => now.current.choose(code),
        outline: (code) => now.current.outline(code),
        leave: () => now.current.leave(),
        refused: (reason) => now.current.refused(reason),
      }),
    [view],
  )

  useEffect(() => {
    const mode: Mode = modes[name]
    const release = mode.holdsDrags ? view.holdGestures() : null
    view.setCursor(mode.cursor)
    const entered: RunningMode = mode.enter(desk)
    running.current = entered
    keyboard.current = null
    let frame = 0
    let last: MapPointer | null = null
    let pressed = false
    const meant = (pointer: MapPointer) =>
      mode.modifier && isModified() ? pressedWith(mode.modifier, pointer) : pointer
    /** Where a finger has rested; null once it has moved on. */
    let rested: MapPointer | null = null
    const long = watchLongPress((pointer) => {
      if (!mode.modifier) return
      rested = pointer
      useModifier.setState({ press: true })
      navigator.vibrate?.(10)
      entered.letGo?.()
      entered.down?.(meant(pointer))
    })
    const flush = () => {
      cancelAnimationFrame(frame)
      frame = 0
      if (last) entered.move?.(meant(last))
      last = null
    }
    // a press that ends outside of the map has ended all the same
    const released = (event: MouseEvent) => {
      if (!pressed || (event.target instanceof Element && event.target.closest('[data-map]'))) return
      pressed = false
      letGo(entered)
    }
    const stops = [
      view.onPointer((kind, pointer) => {
        keyboard.current = null
        if (kind === 'move') {
          long.move(pointer)
          if (rested && apart(rested, pointer) > CLICK_PIXELS) rested = null
          last = pointer
          frame ||= requestAnimationFrame(flush)
          return
        }
        flush()
        pressed = kind === 'down'
        if (pressed) long.down(pointer)
        else long.end()
        if (kind === 'cancel') letGo(entered)
        else entered[kind]?.(meant(pointer))
        // browsers make no click of a long press
        if (kind === 'up' && rested) entered.click?.(meant(rested))
        if (kind !== 'down') {
          rested = null
          useModifier.setState({ press: false })
        }
      }),
      view.onClick((pointer) => entered.click?.(meant(pointer))),
    ]
    window.addEventListener('mouseup', released)
    return () => {
      window.removeEventListener('mouseup', released)
      cancelAnimationFrame(frame)
      long.end()
      useModifier.setState({ button: false, press: false })
      for (const stop of stops) stop()
      running.current = null
      entered.exit()
      release?.()
      view.setCursor('')
      fallSilent()
    }
  }, [name, view, desk])

  const { county } = open.base
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      if (name !== 'select' && view.getCamera().zoom >= GUIDE_ZOOM) seekGuides(county, view.getBounds())
    }
    look()
    const stop = view.onCamera(() => {
      clearTimeout(timer)
      timer = setTimeout(look, GUIDE_WAIT_MILLISECONDS)
    })
    return () => {
      clearTimeout(timer)
      stop()
    }
  }, [name, view, county])

  const [chosen, level] = [ways.chosen(), ways.level()]
  // biome-ignore lint/correctness/useExhaustiveDependencies: the mode is told that one of them became another
  useEffect(() => running.current?.changed?.(), [open.work, chosen, level])

  useEscape(true, () => {
    if (!running.current?.cancel?.()) now.current.leave()
  })
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      const mode = running.current
      if (!mode || event.ctrlKey || event.metaKey || event.altKey || isElsewhere(event.target)) return
      if (isControl(event.target) && /^(Enter| |Arrow.*)$/.test(event.key)) return
      if (!take(mode, event)) return
      event.preventDefault()
      event.stopPropagation()
    }
    const take = (mode: RunningMode, event: KeyboardEvent): boolean => {
      if (mode.key?.(event)) return true
      const arrow = arrows[event.key]
      if (arrow) return stride(mode, arrow, event.shiftKey)
      if (event.key === 'Enter' && mode.finish) mode.finish()
      else if (event.key === 'Backspace' && mode.back) mode.back()
      else if (event.key === ' ' && keyboard.current && mode.click) mode.click(pointerAt(keyboard.current))
      else return false
      return true
    }
    const stride = (mode: RunningMode, [east, north]: readonly [number, number], shift: boolean): boolean => {
      if (mode.nudge) {
        const meters = shift ? STRIDE_METERS.shift : STRIDE_METERS.plain
        mode.nudge(east * meters, north * meters)
        return true
      }
      if (!mode.move || name === 'select') return false
      const pixels = shift ? STRIDE_PIXELS.shift : STRIDE_PIXELS.plain
      const from = keyboard.current ?? middleOf(view.getSize())
      keyboard.current = { x: from.x + east * pixels, y: from.y - north * pixels }
      mode.move(pointerAt(keyboard.current))
      return true
    }
    const pointerAt = ({ x, y }: { x: number; y: number }): MapPointer => ({
      ...(view.unproject(x, y) ?? { longitude: 0, latitude: 0 }),
      x,
      y,
      features: [],
      shift: false,
      alt: false,
      finger: false,
    })
    window.addEventListener('keydown', heard, { capture: true })
    return () => window.removeEventListener('keydown', heard, { capture: true })
  }, [name, view])
}

function apart(one: MapPointer, other: MapPointer): number {
  return Math.hypot(one.x - other.x, one.y - other.y)
}

function letGo(mode: RunningMode): void {
  if (mode.letGo) mode.letGo()
  else mode.cancel?.()
}

/** The middle of what the panels leave free, roughly. */
function middleOf({ width, height }: { width: number; height: number }): { x: number; y: number } {
  return { x: Math.round(width * 0.42), y: Math.round(height / 2) }
}

function isControl(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(target.tagName)
}

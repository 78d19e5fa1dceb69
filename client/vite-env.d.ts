import 'react'

declare module 'react' {
  interface CSSProperties {
    /** Custom properties carry values into the style sheets. */
    [name: `--${string}`]: string | number | undefined
  }
}

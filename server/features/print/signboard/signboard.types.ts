/** What one board says. */
export interface SignboardPage {
  kind: 'signboard'
  county: string
  street: string
  community: string
  grid: { code: string; name: string }
  /** Compound and building, as people call it. */
  building: string
  /** Those who care for the grid; empty where the post is vacant. */
  workers: { name: string; telephone: string }[]
  duties: string[]
  /** Where the code leads. */
  address: string
  demo: boolean
  /** Day of printing, in words. */
  printed: string
  /** Names on it that people gave: characters the typeface lacks are told of. */
  names: string[]
}

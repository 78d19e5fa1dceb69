/** The moment at which the demo county's issues end and at which the browser's clock stands: a Saturday afternoon. */
export const moment = '2026-11-21T14:30:00+08:00'

/** Code of the demo county. */
export const demoCounty = '370699'

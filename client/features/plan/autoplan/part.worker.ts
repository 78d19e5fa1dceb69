import { type PartTask, partGrid } from '#domain/autoplan/part-grid.ts'

/** Parts one grid and tells it; an error ends it. */
self.onmessage = ({ data }: MessageEvent<PartTask>) => postMessage(partGrid(data))

import type { CoverageModel } from '#domain/coverage/model.ts'
import { plainWalk } from '#domain/coverage/walk-choice.ts'
import { type PostWalk, walkToPosts } from '#domain/coverage/walk-to-posts.ts'
import { toLattice } from '#domain/partition/lattice.ts'

export interface PostsAsked {
  /** Buildings, lattice steps, and their grids in each plan by number, -1 for none. */
  x: Int32Array
  y: Int32Array
  sides: readonly Int32Array[]
}

/** Adults on their way to the post of their grid, every gate open. */
export function tellPosts(model: CoverageModel, { x, y, sides }: PostsAsked): PostWalk[] {
  const { longitude, latitude } = model.places
  const buildingAt = new Map(Array.from(x, (_, i) => [`${x[i]} ${y[i]}`, i]))
  const building = Array.from(
    longitude,
    (_, place) => buildingAt.get(`${toLattice(longitude[place]!)} ${toLattice(latitude[place]!)}`) ?? -1,
  )
  const walk = model.walk(plainWalk('adult'))
  return walkToPosts(
    model,
    walk,
    sides.map((grid) => Int32Array.from(building, (at) => grid[at] ?? -1)),
  )
}

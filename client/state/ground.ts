/** Who answers clicks on plain ground, where nothing lies but borders and buildings; empty: cards do. */
const takers = new Set<object>()

/** Takes clicks on plain ground until released; marks keep theirs. */
export function takeGround(): () => void {
  const taker = {}
  takers.add(taker)
  return () => void takers.delete(taker)
}

/** Whether a click on plain ground is somebody's, so that it opens no card. */
export function isGroundTaken(): boolean {
  return takers.size > 0
}

/** Prints progress: one moving line on a terminal, a line each tenth elsewhere. */
export function progressLine(subject: string): (done: number, total: number, what: string) => void {
  const started = performance.now()
  let lastTenth = -1
  let lastWhat = ''
  return (done, total, what) => {
    const share = total > 0 ? Math.min(1, done / total) : 0
    const tenth = Math.floor(share * 10)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    const line = `${subject} ${String(Math.floor(share * 100)).padStart(3)} %  ${what}  ${seconds} s`
    if (process.stdout.isTTY) process.stdout.write(`\r\u001b[K${line}${share >= 1 ? '\n' : ''}`)
    else if (tenth !== lastTenth || what !== lastWhat) process.stdout.write(`${line}\n`)
    lastTenth = tenth
    lastWhat = what
  }
}

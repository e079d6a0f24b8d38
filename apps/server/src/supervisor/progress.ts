const FRAMES = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
const LOG_EVERY = 10

/**
 * Runs a step and shows that it goes on: a moving line with the seconds on a terminal, a line every ten seconds in a
 * log. A step that ends within a second is not mentioned.
 */
export const withProgress = async <T>(label: string, step: () => Promise<T>): Promise<T> => {
  const started = Date.now()
  const seconds = (): number => Math.round((Date.now() - started) / 1000)
  let drawn = 0
  const timer = setInterval(() => {
    drawn += 1
    const line = `${label} … ${seconds()} s`
    if (process.stdout.isTTY) process.stdout.write(`\r${FRAMES[drawn % FRAMES.length]} ${line} `)
    else if (drawn % LOG_EVERY === 1) process.stdout.write(`  ${line}\n`)
  }, 1000)
  const finish = (mark: string): void => {
    clearInterval(timer)
    if (drawn === 0) return
    process.stdout.write(`${process.stdout.isTTY ? '\r\u001b[K' : ''}${mark} ${label} (${seconds()} s)\n`)
  }
  try {
    const result = await step()
    finish('✓')
    return result
  } catch (error) {
    finish('✗')
    throw error
  }
}

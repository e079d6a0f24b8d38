const FRAMES = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/**
 * Runs a step and shows that it goes on: a moving line with the seconds on a terminal, a line every ten seconds in a
 * log. Nothing is shown for a step that ends within a second.
 * @template T
 * @param {string} label what is being done, e.g. "Installing packages"
 * @param {() => Promise<T>} step
 * @returns {Promise<T>}
 */
export const withProgress = async (label, step) => {
  const started = Date.now()
  const seconds = () => Math.round((Date.now() - started) / 1000)
  const moving = process.stdout.isTTY === true
  let drawn = 0
  const draw = () => {
    drawn += 1
    if (moving) process.stdout.write(`\r${FRAMES[drawn % FRAMES.length]} ${label} … ${seconds()} s `)
    else if (drawn % 10 === 1) process.stdout.write(`  ${label} … ${seconds()} s\n`)
  }
  const timer = setInterval(draw, 1000)
  const finish = (/** @type {string} */ mark) => {
    clearInterval(timer)
    if (moving && drawn > 0) process.stdout.write('\r\u001b[K')
    if (drawn > 0 || mark === '✗') process.stdout.write(`${mark} ${label} (${seconds()} s)\n`)
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

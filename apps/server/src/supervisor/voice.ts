/** How the supervisor speaks to whoever started it. */
export interface Voice {
  say(line: string): void
  /** A part cannot be kept running: everything should stop. */
  giveUp(reason: string): void
}

/** Which permission of the role table each act of this module asks for. */
export const ACCESS = {
  view: 'stock.read',
  count: 'stock.count',
  /** Seeing counts beside what was expected, asking for a recount, posting them, and signing. */
  review: 'inventory.review',
  hold: 'inventory.hold',
  recall: 'inventory.recall',
  destroy: 'inventory.destroy',
} as const

import type { OrderDetail, WantedLine } from '@/lib/contract'

/** One line of a draft while it is being changed; empty cost: unknown. */
export interface EditedLine {
  readonly productId: string
  readonly name: string
  readonly sku: string
  readonly unit: string
  readonly quantity: string
  readonly unitCost: string
}

/** A draft while it is being changed. */
export interface EditedOrder {
  readonly note: string
  readonly expectedOn: string
  readonly lines: readonly EditedLine[]
}

/** The draft as it is stored, ready to be changed. */
export const editOf = (order: OrderDetail): EditedOrder => ({
  note: order.note,
  expectedOn: order.expectedOn ?? '',
  lines: order.lines.map(({ productId, name, sku, unit, quantity, unitCost }) => ({
    productId,
    name,
    sku,
    unit,
    quantity,
    unitCost: unitCost ?? '',
  })),
})

/** Whether anything differs from what is stored. */
export const isChanged = (order: OrderDetail, edit: EditedOrder): boolean =>
  JSON.stringify(editOf(order)) !== JSON.stringify(edit)

/** Lines as the API takes them. */
export const wantedLines = (edit: EditedOrder): WantedLine[] =>
  edit.lines.map(({ productId, quantity, unitCost }) => ({
    productId,
    quantity,
    unitCost: unitCost === '' ? null : unitCost,
  }))

/** Total in minor units of the lines whose cost is known. */
export const editedTotal = (edit: EditedOrder): number =>
  edit.lines.reduce((sum, { quantity, unitCost }) => {
    const amount = Number(quantity) * Number(unitCost) * 100
    return sum + (Number.isFinite(amount) ? Math.round(amount) : 0)
  }, 0)

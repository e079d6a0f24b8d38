import type { Form } from '../state-rules/limit-shape.ts'

/** The categories whose goods a form may be, to tell what a change of a rule touches. */
export const CATEGORIES_OF: Readonly<Record<Form, readonly string[]>> = {
  flower: ['flower', 'pre_rolls'],
  concentrate: ['concentrates', 'pre_rolls'],
  vape: ['vapes'],
  solid_edible: ['edibles'],
  liquid_edible: ['edibles', 'tinctures'],
  gaseous: ['other'],
  topical: ['topicals'],
  transdermal: ['topicals'],
  plant: ['other'],
  accessory: ['accessories'],
}

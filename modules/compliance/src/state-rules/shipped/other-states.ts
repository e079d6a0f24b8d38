import { mark, NO_WINDOW, reported, rulesOf, unverified, VAPE_AS_CONCENTRATE, verified } from './rule.ts'
import type { Bucket, Form, LimitWindow } from '../limit-shape.ts'

const maryland = rulesOf('MD')
const montana = rulesOf('MT')
const alaska = rulesOf('AK')
const arizona = rulesOf('AZ')
const nevada = rulesOf('NV')
const washington = rulesOf('WA')

const once: LimitWindow = { kind: 'transaction' }
const NO_SOURCE = unverified('No source: find one before use')
const NO_BATCH = reported('Batch reporting barred by support.dutchie.com')

const weight = (id: string, label: string, amount: string, unit: 'g' | 'oz', forms: Form[]): Bucket => ({
  id,
  label,
  window: once,
  cap: { amount, unit },
  counts: [{ forms, basis: 'net_weight' }],
})
const ALL_WITH_THC: Form[] = [
  'flower',
  'concentrate',
  'vape',
  'solid_edible',
  'liquid_edible',
  'gaseous',
  'topical',
  'transdermal',
]

/** What the sources give for further states. */
export const OTHER_STATES = [
  maryland(
    'purchase_limit.adult',
    {
      buckets: [
        weight('flower', 'Flower', '1.5', 'oz', ['flower']),
        {
          ...weight('concentrate', 'Concentrate', '12', 'g', ['concentrate', 'vape']),
          mark: mark(unverified('Widely said, no text read')),
        },
        {
          id: 'edibles',
          label: 'THC in edibles',
          window: once,
          cap: { amount: '750', unit: 'mg' },
          counts: [{ forms: ['solid_edible', 'liquid_edible'], basis: 'thc' }],
          mark: mark(unverified('Widely said, no text read')),
        },
      ],
    },
    reported('A secondary source, not named'),
    { note: `${NO_WINDOW} ${VAPE_AS_CONCENTRATE}` },
  ),
  maryland(
    'product_caps',
    { concentratePackageGrams: '1', servingThcMg: '10', packageThcMg: '100' },
    verified('COMAR 14.17.13.03'),
  ),
  maryland('presale_checks', { checks: ['state_system_asked'] }, verified('COMAR 14.17.12.04'), {
    note: 'Medical: ask the state data network before each sale and write the amount to it.',
  }),
  montana(
    'purchase_limit.adult',
    {
      buckets: [
        weight('usable', 'Usable cannabis', '1', 'oz', ['flower']),
        {
          id: 'edibles',
          label: 'THC in edibles',
          window: once,
          cap: { amount: '800', unit: 'mg' },
          counts: [{ forms: ['solid_edible', 'liquid_edible'], basis: 'thc' }],
          mark: mark(unverified('revenue.mt.gov gives 800 mg caps by form; which forms was not noted')),
        },
      ],
    },
    verified('revenue.mt.gov'),
  ),
  montana('product_caps', { packageThcMg: '100', flowerThcPercent: '35' }, verified('revenue.mt.gov')),
  alaska(
    'purchase_limit.adult',
    {
      buckets: [
        weight('usable', 'Usable cannabis', '1', 'oz', ['flower']),
        weight('concentrate', 'Concentrate for inhalation', '7', 'g', ['concentrate', 'vape']),
        {
          id: 'total_thc',
          label: 'THC in all goods',
          window: once,
          cap: { amount: '5600', unit: 'mg' },
          counts: [{ forms: ALL_WITH_THC, basis: 'thc' }],
        },
      ],
    },
    verified('3 AAC 306.355'),
    { note: 'Each cap stands alone.' },
  ),
  arizona(
    'purchase_limit.adult',
    {
      buckets: [
        weight('total', 'All cannabis', '1', 'oz', ['flower', 'concentrate', 'vape']),
        weight('concentrate', 'Concentrate within it', '5', 'g', ['concentrate', 'vape']),
      ],
    },
    reported('mpp.org'),
    { note: `Possession and purchase. ${NO_WINDOW} ${VAPE_AS_CONCENTRATE}` },
  ),
  nevada(
    'purchase_limit.adult',
    {
      buckets: [
        weight('flower', 'Flower', '2.5', 'oz', ['flower']),
        weight('concentrate', 'Concentrate', '0.25', 'oz', ['concentrate', 'vape']),
      ],
    },
    NO_SOURCE,
    { note: NO_WINDOW },
  ),
  washington(
    'purchase_limit.adult',
    {
      buckets: [
        weight('usable', 'Usable cannabis', '1', 'oz', ['flower']),
        weight('solid', 'Solid infused products', '16', 'oz', ['solid_edible']),
        {
          id: 'liquid',
          label: 'Liquid infused products',
          window: once,
          cap: { amount: '72', unit: 'fl_oz' },
          counts: [{ forms: ['liquid_edible'], basis: 'net_volume' }],
        },
        weight('concentrate', 'Concentrate', '7', 'g', ['concentrate', 'vape']),
      ],
    },
    NO_SOURCE,
    { note: NO_WINDOW },
  ),
  washington('retention', { years: 5, what: 'Business records' }, verified('WAC 314-55-087')),
  ...['MD', 'MT', 'OK', 'DC', 'MN', 'WV'].map((state) =>
    rulesOf(state)('track_and_trace.recording', { timing: 'unknown', batchReporting: 'barred' }, NO_BATCH),
  ),
  washington(
    'track_and_trace.system',
    { system: 'ccrs' },
    reported('A secondary source: CSV uploads to the state'),
  ),
]

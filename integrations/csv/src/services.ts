/**
 * Lines that are no goods on a shelf: sold, taxed and counted in revenue, but never stocked, forecast or ordered. Whole
 * codes and whole names only, since "Sampler Pack", "Glass Tip" and "Discount Pre-Roll" are goods.
 */
const SERVICE_CODES: ReadonlySet<string> = new Set(
  `POST POSTAGE DOT SHIP SHIPPING FREIGHT DELIVERY DELIVERYFEE CARRIAGE C2 MANUAL DISC DISCOUNT SAMPLE SAMPLES FEE FEES
   SERVICEFEE BANKCHARGES AMAZONFEE CRUK DONATION DONATE TIP TIPS ROUNDUP ROUNDING GIFTCARD GIFTVOUCHER DEPOSIT BAGFEE
   SURCHARGE COUPON TAXADJ ADJUST BADDEBT`
    .trim()
    .split(/\s+/),
)

/** One-letter codes of the UCI shop; elsewhere a shop may sell something under the code "S". */
const UCI_CODES: ReadonlySet<string> = new Set(['M', 'D', 'S', 'B'])

/** Gift vouchers: `gift_0001_20`. */
const SERVICE_CODE_PATTERNS: readonly RegExp[] = [/^GIFT_?\d+_?\d+$/, /^GIFT[-_ ]?(?:CARD|VOUCHER)/]

const SERVICE_NAMES: ReadonlySet<string> = new Set(
  `postage; dotcom postage; shipping; freight; carriage; delivery; delivery fee; delivery charge;
  service fee; processing fee; convenience fee; atm fee; bag fee; paper bag fee; amazon fee; fee;
  fees; bank charges; bank charge; surcharge; card surcharge; manual; manual entry; misc;
  miscellaneous; discount; coupon; samples; sample; donation; donations; charity donation; round up;
  roundup; rounding; cash rounding; tip; tips; gratuity; deposit; bottle deposit; gift card;
  gift cards; gift voucher; gift certificate; store credit; adjust bad debt; bad debt;
  cruk commission; commission; delivery tip; budtender tip; city fee; state fee; environmental fee;
  regulatory fee`
    .split(';')
    .map((name) => name.trim()),
)

const SERVICE_NAME_PATTERNS: readonly RegExp[] = [
  /^(?:e-?)?gift (?:card|voucher|certificate)\b/,
  /\bgift voucher\b/,
  /\b(?:delivery|service|processing|convenience|transaction|atm|bag) (?:fee|charge)s?\b/,
  /^(?:donation|round up)\b.*\b(?:to|for)\b/,
]

/** True when the code itself names a service; `profile` tells the UCI shop's one-letter codes apart. */
export const isServiceCode = (code: string, profile: string): boolean => {
  const upper = code.toUpperCase()
  return (
    SERVICE_CODES.has(upper.replace(/[\s_-]/g, '')) ||
    (profile === 'uci-online-retail' && UCI_CODES.has(upper)) ||
    SERVICE_CODE_PATTERNS.some((pattern) => pattern.test(upper))
  )
}

/** True when the whole product name names a service. */
export const isServiceName = (name: string): boolean => {
  const lower = name.toLowerCase().replace(/\s+/g, ' ').trim()
  return SERVICE_NAMES.has(lower) || SERVICE_NAME_PATTERNS.some((pattern) => pattern.test(lower))
}

/** The first day on which anyone over 21 could buy from a licensed shop in a state. */
export interface LegalSales {
  /** USPS state code. */
  readonly state: string
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  readonly day: number
}

/**
 * First legal adult-use sales by state, as widely reported; not yet checked against each regulator's own announcement, and
 * used only as a holiday forecasts may learn from. Where tribal sales came first
 * (Minnesota, August 2023) the date is that of the state's own licensees. States that have legalised possession but not
 * opened shops are absent.
 */
export const legalSales: readonly LegalSales[] = [
  { state: 'CO', year: 2014, month: 1, day: 1 },
  { state: 'WA', year: 2014, month: 7, day: 8 },
  { state: 'OR', year: 2015, month: 10, day: 1 },
  { state: 'AK', year: 2016, month: 10, day: 29 },
  { state: 'NV', year: 2017, month: 7, day: 1 },
  { state: 'CA', year: 2018, month: 1, day: 1 },
  { state: 'MA', year: 2018, month: 11, day: 20 },
  { state: 'MI', year: 2019, month: 12, day: 1 },
  { state: 'IL', year: 2020, month: 1, day: 1 },
  { state: 'ME', year: 2020, month: 10, day: 9 },
  { state: 'AZ', year: 2021, month: 1, day: 22 },
  { state: 'MT', year: 2022, month: 1, day: 1 },
  { state: 'NM', year: 2022, month: 4, day: 1 },
  { state: 'NJ', year: 2022, month: 4, day: 21 },
  { state: 'VT', year: 2022, month: 10, day: 1 },
  { state: 'RI', year: 2022, month: 12, day: 1 },
  { state: 'NY', year: 2022, month: 12, day: 29 },
  { state: 'CT', year: 2023, month: 1, day: 10 },
  { state: 'MO', year: 2023, month: 2, day: 3 },
  { state: 'MD', year: 2023, month: 7, day: 1 },
  { state: 'OH', year: 2024, month: 8, day: 6 },
  { state: 'DE', year: 2025, month: 8, day: 1 },
  { state: 'MN', year: 2025, month: 9, day: 16 },
]

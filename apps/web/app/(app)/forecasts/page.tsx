import type { Metadata } from 'next'
import { ForecastsScreen } from '@/features/forecasts/forecasts-screen'
import { Allowed } from '@/lib/allowed'

export const metadata: Metadata = { title: 'Forecasts' }

const Page = () => (
  <Allowed permission="forecasts.read">
    <ForecastsScreen />
  </Allowed>
)

export default Page

import { redirect } from 'next/navigation'

const Page = () => redirect('/reports/sales')

export default Page

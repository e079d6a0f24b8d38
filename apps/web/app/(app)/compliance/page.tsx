import { redirect } from 'next/navigation'

/** The area opens on what is due. */
const Page = () => redirect('/compliance/calendar')

export default Page

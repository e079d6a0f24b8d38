'use client'

const GlobalError = ({ reset }: { error: Error; reset: () => void }) => (
  <html lang="en">
    <body style={{ fontFamily: 'system-ui', display: 'grid', placeItems: 'center', minHeight: '100dvh' }}>
      <main style={{ textAlign: 'center' }}>
        <h1>Something went wrong</h1>
        <p>The page could not be shown.</p>
        <button type="button" onClick={reset}>
          Try again
        </button>
      </main>
    </body>
  </html>
)

export default GlobalError

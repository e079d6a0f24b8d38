import path from 'node:path'
import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Next listens on the loopback behind the server's front, which compresses nothing itself but caches nothing either.
  compress: true,
  agentRules: false,
  devIndicators: false,
  // `npm run types` checks them; a person who only wants to start the application need not wait for it
  typescript: { ignoreBuildErrors: true },
  transpilePackages: ['@suite/api-client'],
  turbopack: { root: path.join(import.meta.dirname, '../..') },
  experimental: { optimizePackageImports: ['lucide-react', 'radix-ui'] },
}

export default config

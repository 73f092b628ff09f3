import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Those need Java and Python: npm run test:trino.
    exclude: ['test/trino/**'],
    testTimeout: 30_000,
    // The native database is loaded once a process; threads of one process share it, and two cores are few.
    pool: 'forks',
    // Times in output are UTC whatever the machine says; a zone far from it shows a slip at once.
    env: {
      TZ: 'Pacific/Auckland',
      NO_COLOR: '',
      FORCE_COLOR: '',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});

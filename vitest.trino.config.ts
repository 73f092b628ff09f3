import { defineConfig } from 'vitest/config';

/** The tests against the test bed (test/bed): a real Trino behind Athena's protocol. It needs Java 24 and Python 3.10. */
export default defineConfig({
  test: {
    include: ['test/trino/**/*.test.ts'],
    globalSetup: 'test/bed/setup.ts',
    testTimeout: 120_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // There is one bed, and its faults hit whoever asks next.
    fileParallelism: false,
    env: {
      TZ: 'Pacific/Auckland',
      NO_COLOR: '',
      FORCE_COLOR: '',
      AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
    },
  },
});

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openAthena } from '../../../src/engines/athena/engine.ts';
import { type StandIn, startStandIn } from './stand-in.ts';

let aws: StandIn;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flowlogs-credentials-'));
  aws = await startStandIn();
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', join(folder, 'credentials'));
  vi.stubEnv('HOME', folder);
  vi.stubEnv('AWS_ACCESS_KEY_ID', undefined);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', undefined);
  vi.stubEnv('AWS_PROFILE', undefined);
  await writeFile(join(folder, 'credentials'), '');
  await writeFile(
    join(folder, 'config'),
    `[profile audit]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Auditor
region = eu-west-1
`,
  );
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await aws.close();
  await rm(folder, { recursive: true });
});

async function failure(options: { profile?: string } = {}): Promise<Error> {
  const engine = openAthena({
    database: 'd',
    table: 't',
    pricePerTb: 5,
    now: () => new Date(),
    sleep: async () => {},
    ...options,
  });
  try {
    return await engine.recorded({}).then(
      () => new Error('it was answered'),
      (error) => error,
    );
  } finally {
    await engine.close();
  }
}

describe('credentials as the SDK finds them', () => {
  it('are missing', async () => {
    expect(await failure()).toMatchObject({
      exitCode: 3,
      message: 'there are no AWS credentials',
      hint: expect.stringContaining('AWS_PROFILE'),
    });
  });

  it('are of a profile that is not there', async () => {
    expect(await failure({ profile: 'nobody' })).toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('the profile "nobody"'),
    });
  });

  it('are of an SSO session that has to be begun', async () => {
    expect(await failure({ profile: 'audit' })).toMatchObject({
      exitCode: 3,
      hint: expect.stringContaining('aws sso login --profile audit'),
    });
  });

  it('are there, but no Region', async () => {
    vi.stubEnv('AWS_REGION', undefined);
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'a');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'b');
    expect(await failure()).toMatchObject({
      exitCode: 3,
      message: 'no AWS region is given',
      hint: expect.stringContaining('--region'),
    });
  });

  it('of a profile come with its Region', async () => {
    vi.stubEnv('AWS_REGION', undefined);
    await writeFile(
      join(folder, 'credentials'),
      '[plain]\naws_access_key_id = a\naws_secret_access_key = b\nregion = eu-west-3\n',
    );
    aws.answer('GetTable', { error: 'EntityNotFoundException', message: 'no' });
    expect(await failure({ profile: 'plain' })).toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('no table "t"'),
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { DashboardData } from '../../src/dashboard/contract.ts';
import { scriptJson } from '../../src/dashboard/pack.ts';
import { conditionText } from '../../src/dashboard/scope.ts';
import { filters } from '../../src/options/filters.ts';
import { hostile } from './logs.ts';

describe('the filters of a page', () => {
  it.each([
    ['--dst', '10.0.3.0/24,10.0.4.1', ['--dst 10.0.3.0/24,10.0.4.1']],
    ['--src', '2001:db8::/32,!2001:db8::1', ['--src 2001:db8::/32', '--src !2001:db8::1']],
    ['--dst-port', '22,8000-8100', ['--dst-port 22,8000-8100']],
    ['--protocol', '!tcp', ['--protocol !6']],
    ['--action', 'reject', ['--action REJECT']],
    ['--min-bytes', '1kB', ['--min-bytes 1000']],
  ])('read as they can be typed: %s %s', (option, text, expected) => {
    const filter = filters.find(({ flags }) => flags.startsWith(`${option} `));
    expect(filter?.conditions([text]).map(conditionText)).toEqual(expected);
  });
});

describe('data in a script element', () => {
  it('come back as they were, and hold nothing that a browser could take for markup', () => {
    const data = { title: hostile.join(' ') } as DashboardData;
    const text = scriptJson(data);
    expect(text).not.toMatch(/[<>&\u2028\u2029]/);
    expect(JSON.parse(text)).toEqual(data);
  });
});

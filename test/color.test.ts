import { describe, expect, it } from 'vitest';
import { usesColor } from '../src/color.ts';

describe('colour', () => {
  it.each([
    ['a terminal', true, true, {}, true],
    ['no terminal', true, false, {}, false],
    ['--no-color', false, true, { FORCE_COLOR: '1' }, false],
    ['NO_COLOR', true, true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR', true, true, { NO_COLOR: '' }, true],
    ['FORCE_COLOR without a terminal', true, false, { FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 on a terminal', true, true, { FORCE_COLOR: '0' }, false],
    ['a dumb terminal', true, true, { TERM: 'dumb' }, false],
  ])('%s', (_, asked, isTerminal, env, expected) => {
    expect(usesColor(asked, isTerminal, env)).toBe(expected);
  });
});

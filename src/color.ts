/** Whether text is coloured: https://no-color.org and https://force-color.org, the option before both. */

/** `asked` is false when an option or the configuration says no colours. An empty variable counts as not set. */
export function usesColor(
  asked: boolean,
  isTerminal: boolean,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  if (!asked || env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return isTerminal && env.TERM !== 'dumb';
}

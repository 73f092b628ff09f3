/** Light or dark: as the system says, until somebody presses the button. Kept where the browser keeps things, if it does. */
import { byId } from './dom.ts';

type Theme = 'light' | 'dark';

const key = 'flowlogs-theme';

/** Sets the theme, and calls `onChange` after each change of it. */
export function themes(onChange: () => void): void {
  const system = matchMedia('(prefers-color-scheme: dark)');
  const toggle = byId('theme');
  let chosen = kept();
  const set = () => {
    const theme: Theme = chosen ?? (system.matches ? 'dark' : 'light');
    document.documentElement.dataset.theme = theme;
    toggle.textContent = theme === 'dark' ? 'Light theme' : 'Dark theme';
  };
  set();
  toggle.addEventListener('click', () => {
    chosen = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    keep(chosen);
    set();
    onChange();
  });
  system.addEventListener('change', () => {
    set();
    onChange();
  });
  // Paper is white.
  addEventListener('beforeprint', () => {
    document.documentElement.dataset.theme = 'light';
    onChange();
  });
  addEventListener('afterprint', () => {
    set();
    onChange();
  });
}

function kept(): Theme | undefined {
  try {
    const theme = localStorage.getItem(key);
    return theme === 'light' || theme === 'dark' ? theme : undefined;
  } catch {
    return undefined;
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // A browser that keeps nothing: the theme lasts as long as the page.
  }
}

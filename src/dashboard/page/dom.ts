/** Elements. Values of the log become text nodes and attributes, never markup. */

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

type Child = Node | string | undefined;

/** `true` is an attribute without a value; `false` and `undefined` are none. */
export function element<T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(name, value === true ? '' : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** A button. `key` tells it from all others, so that the focus finds it again when the page is drawn anew. */
export function button(
  attributes: Attributes & { readonly 'data-key'?: string },
  onClick: (event: MouseEvent) => void,
  ...children: readonly Child[]
): HTMLButtonElement {
  const made = element('button', { type: 'button', ...attributes }, ...children);
  made.addEventListener('click', onClick);
  return made;
}

export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
}

/** Does what draws anew, and puts the focus back on what had it, or on `fallback` if that is gone. */
export function keepingFocus(draw: () => void, fallback: () => HTMLElement | null): void {
  const key = document.activeElement instanceof HTMLElement ? document.activeElement.dataset.key : undefined;
  draw();
  if (key === undefined || document.activeElement?.getAttribute('data-key') === key) return;
  const same = document.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  (same ?? fallback())?.focus();
}

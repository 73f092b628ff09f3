/** The colours of the page's theme, for what is no CSS. */
export type Colors = ReturnType<typeof themeColors>;

export function themeColors() {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string) => style.getPropertyValue(`--${name}`).trim();
  return {
    ...{
      text: of('text'),
      soft: of('soft'),
      line: of('line'),
      card: of('card'),
      ground: of('card'),
      hover: of('hover'),
    },
    ...{ accepted: of('accepted'), rejected: of('rejected'), plain: of('plain') },
  };
}

/** Files that the build makes. Their place is the same seen from a file of `src/` and from the bundle in `dist/`. */

/** The dashboard's page, without its data. */
export const dashboardPage = new URL('../dist/dashboard.html', import.meta.url);

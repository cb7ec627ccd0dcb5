/** What build.mjs puts into the renderer. */
declare module 'plotly.js-cartesian-dist-min' {
  const Plotly: Record<'react' | 'purge', (place: HTMLElement, ...figure: unknown[]) => unknown>;
  export default Plotly;
}

/** The scripts of `src/page/components` have run; their style sheets by name, and the pages' tokens that these are written in. */
declare module 'workbook:components' {
  export const styles: Record<string, string>;
  export const tokens: string;
}

/** What those scripts leave: what draws a component, and what moves it. */
declare const workbookPage: {
  renders: Record<string, (data: unknown) => string>;
  starts: Record<string, ((element: Element, data: unknown) => void) | undefined>;
};

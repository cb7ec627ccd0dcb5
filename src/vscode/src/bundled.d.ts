/** What build.mjs puts into the renderer. */
declare module 'plotly.js-cartesian-dist-min' {
  const Plotly: {
    react(host: HTMLElement, data: unknown[], layout: unknown, config: unknown): Promise<unknown>;
    purge(host: HTMLElement): void;
  };
  export default Plotly;
}

/** The scripts of `src/page/components` have run; their style sheets by name, and the pages' tokens that these are written in. */
declare module 'workbook:components' {
  export const styles: Record<string, string>;
  export const tokens: string;
}

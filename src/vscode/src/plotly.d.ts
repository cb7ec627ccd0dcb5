declare module 'plotly.js-cartesian-dist-min' {
  const Plotly: {
    react(host: HTMLElement, data: unknown[], layout: unknown, config: unknown): Promise<unknown>;
    purge(host: HTMLElement): void;
  };
  export default Plotly;
}

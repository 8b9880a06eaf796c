import type { FromPanel } from '../core/panelProtocol.ts';

/** What the panel remembers of itself while it is hidden or VS Code is closed. */
export interface PanelState {
  readonly run: string;
  /** Pixels. */
  readonly scrollTop: number;
  /** The row that has the focus. */
  readonly active?: number;
}

/** VS Code, as seen from inside a webview. */
export interface VscodeApi {
  postMessage(message: FromPanel): void;
  getState(): PanelState | undefined;
  setState(state: PanelState): void;
}

declare global {
  /** VS Code gives it to each webview, to be called once. */
  function acquireVsCodeApi(): VscodeApi;
}

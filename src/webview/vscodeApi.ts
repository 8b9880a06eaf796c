import type { FromPanel } from '../core/panelProtocol.ts';
import type { RowQuery } from '../core/rowQuery.ts';
import type { TableLayout } from '../core/tableLayout.ts';
import type { DetailsState } from './detailsModel.ts';
import type { PanelPicture } from './panelPicture.ts';
import type { TablePosition } from './tablePosition.ts';

/** What the panel remembers of itself while it is hidden or VS Code is closed. */
export interface PanelState extends TablePosition {
  /** The id of the run that is shown, by which the host brings it back. */
  readonly run?: string;
  /** The name of the list of rows that is shown. */
  readonly list: string;
  /** Which of its rows are shown, and in what order. */
  readonly query?: RowQuery;
  /** How the table is laid out. */
  readonly layout?: TableLayout;
  readonly details?: DetailsState;
  /** The distribution of times is unfolded. */
  readonly timesOpen?: boolean;
  /** What was seen of it, where it had come to rest. */
  readonly picture?: PanelPicture;
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

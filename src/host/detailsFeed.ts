import { basename } from 'node:path/posix';
import { type BodyView, panelDetails, type PanelDetails } from '../core/panelDetails.ts';
import type { PanelRow, ToPanel } from '../core/panelProtocol.ts';
import { bodyView } from './bodyView.ts';
import { placesOfRow } from './placesOfRow.ts';
import type { Run } from './run.ts';

/** The request whose details are in view. */
export interface DetailedRequest {
  /** The run that the panel shows. */
  shown: string;
  /** The number of the row there, and what the row tells now. */
  index: number;
  row: () => PanelRow;
  /** The request itself: in a comparison it may be one of the earlier run. */
  run: Run;
  requestIndex: number;
  withBody: boolean;
}

/** Tells the panel all about one request: when it asks, and again whenever the request gets on. */
export class DetailsFeed {
  private readonly post: (message: ToPanel) => void;
  private current: DetailedRequest | undefined;
  private sentState = -1;

  constructor(post: (message: ToPanel) => void) {
    this.post = post;
  }

  /** These details are in view now, no others. */
  show(request: DetailedRequest | undefined): void {
    this.current = request;
    this.sentState = -1;
    this.update();
  }

  /** Sends the details again where the request has got on. */
  update(): void {
    const { current } = this;
    if (!current) return;
    const { run, requestIndex } = current;
    const state = run.table.number('state', requestIndex);
    if (state === this.sentState) return;
    this.sentState = state;
    void this.send(current);
  }

  private async send(request: DetailedRequest): Promise<void> {
    const { shown, index, row, run, requestIndex, withBody } = request;
    const [stored, body] = run.table.hasEnded(requestIndex)
      ? await Promise.all([readStored(run, requestIndex), withBody ? readBody(run, requestIndex) : undefined])
      : [{}];
    // Meanwhile others may have come into view.
    if (this.current !== request) return;
    const details: PanelDetails = {
      ...panelDetails(run, requestIndex),
      ...placeOf(run, requestIndex),
      ...stored,
      ...(body && { body }),
      index,
      row: row(),
    };
    this.post({ type: 'details', run: shown, details });
  }
}

async function readStored(run: Run, index: number): Promise<Pick<PanelDetails, 'stored' | 'missing'>> {
  try {
    return { stored: await run.details(index) };
  } catch (error) {
    return { missing: messageOf(error) };
  }
}

async function readBody(run: Run, index: number): Promise<BodyView> {
  try {
    return await bodyView(run, index);
  } catch (error) {
    return { type: 'none', why: messageOf(error) };
  }
}

function placeOf(run: Run, index: number): Pick<PanelDetails, 'place'> {
  const [first, ...others] = placesOfRow(run, index);
  if (!first) return {};
  return { place: { document: basename(first.uri.path), line: first.line + 1, more: others.length } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

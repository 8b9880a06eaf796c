import type { PanelDetails } from '../core/panelDetails.ts';
import type { FromPanel, ToPanel } from '../core/panelProtocol.ts';

/** The parts of the pane of details, one of which is seen. */
export const detailsTabs = ['overview', 'timings', 'headers', 'body'] as const;

/** One of `detailsTabs`. */
export type DetailsTab = (typeof detailsTabs)[number];

/** Where the pane is: beside the table, or below it. */
export type DetailsSide = 'beside' | 'below';

/** How the pane stands, which is remembered. */
export interface DetailsState {
  readonly open: boolean;
  readonly tab: DetailsTab;
  /** Its share of the room, in per cent. */
  readonly share: Readonly<Record<DetailsSide, number>>;
}

/** The least and the most that the pane can have of the room, in per cent. */
export const shareLimits = { least: 15, most: 85 } as const;

const atFirst: DetailsState = { open: false, tab: 'overview', share: { beside: 42, below: 50 } };

/** What the panel knows of the one request whose details are in view, and what it asks the host about it. */
export class DetailsModel {
  private readonly post: (message: FromPanel) => void;
  private readonly changed: () => void;
  private stands: DetailsState;
  private run: string | undefined;
  private index: number | undefined;
  /** What the host was asked last. */
  private asked = '';
  private content: PanelDetails | undefined;

  /** `changed` is called whenever what is seen may change; `restored`: how the pane stood before. */
  constructor(post: (message: FromPanel) => void, changed: () => void, restored: Partial<DetailsState> = {}) {
    this.post = post;
    this.changed = changed;
    this.stands = { ...atFirst, ...restored };
  }

  get state(): DetailsState {
    return this.stands;
  }

  /** All about the row that has the focus, or, until that has come, about the one before; `undefined` where there is none. */
  get details(): PanelDetails | undefined {
    return this.content;
  }

  /** Whether the details are those of the row that has the focus. */
  get isCurrent(): boolean {
    return this.content !== undefined && this.content.index === this.index;
  }

  /** The row that has the focus, if any has. */
  follow(run: string | undefined, index: number | undefined): void {
    if (run !== this.run || index === undefined) this.content = undefined;
    this.run = run;
    this.index = index;
    this.ask();
    this.changed();
  }

  open(): void {
    this.set({ open: true });
  }

  close(): void {
    this.set({ open: false });
  }

  choose(tab: DetailsTab): void {
    this.set({ tab });
  }

  /** Gives the pane a share of the room, within its limits. */
  resize(side: DetailsSide, share: number): void {
    const { least, most } = shareLimits;
    const within = Math.round(Math.min(most, Math.max(least, share)));
    this.set({ share: { ...this.stands.share, [side]: within } });
  }

  /** Takes in a message of the host. */
  receive(message: ToPanel): void {
    if (message.type === 'run') {
      // The host may have forgotten what is in view.
      this.asked = '';
      if (message.run?.id !== this.run) this.content = undefined;
      this.ask();
    } else if (message.type === 'details' && message.run === this.run) {
      if (message.details.index !== this.index) return;
      this.content = message.details;
      this.changed();
    }
  }

  private set(part: Partial<DetailsState>): void {
    this.stands = { ...this.stands, ...part };
    this.ask();
    this.changed();
  }

  private ask(): void {
    const { run, index, stands } = this;
    if (run === undefined) return;
    const message: FromPanel =
      stands.open && index !== undefined
        ? { type: 'details', run, index, withBody: stands.tab === 'body' }
        : { type: 'details', run };
    const key = JSON.stringify(message);
    if (key === this.asked || (this.asked === '' && message.index === undefined)) return;
    this.asked = key;
    this.post(message);
  }
}

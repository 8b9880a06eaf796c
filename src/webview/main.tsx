import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode/codicons/dist/codicon.css';
import '../../media/panel.css';
import { render } from 'preact';
import type { FromPanel, ToPanel } from '../core/panelProtocol.ts';
import { parseRowQuery } from '../core/rowQuery.ts';
import { parseTableLayout, type TableLayout } from '../core/tableLayout.ts';
import { Announcer } from './announcer.ts';
import { DetailsModel } from './detailsModel.ts';
import { Panel } from './panel.tsx';
import { PanelModel } from './panelModel.ts';
import { isPictureOf, takePicture } from './panelPicture.ts';
import type { TablePosition } from './tablePosition.ts';
import { parseObject, readStrings } from './strings.ts';
import { announcement } from './summaryText.ts';
import type { PanelState } from './vscodeApi.ts';

/** Between two questions for a sign of life of the host. */
const pingMilliseconds = 5000;

/** Names this version of the panel. */
const script = document.querySelector<HTMLScriptElement>('script[src]')?.src ?? '';

const panel = document.getElementById('gather-panel');
if (panel !== null) start(panel);

function start(root: HTMLElement): void {
  const vscode = acquireVsCodeApi();
  const restored = vscode.getState();
  const positions = new Map<string, TablePosition>();
  if (restored !== undefined) positions.set(restored.list, restored);
  const strings = readStrings(root.dataset['strings']);
  const announcer = new Announcer(liveRegion(), {
    now: () => performance.now(),
    setTimeout: (callback, milliseconds) => window.setTimeout(callback, milliseconds),
    clearTimeout: (timer) => window.clearTimeout(timer),
  });

  let list = restored?.list ?? '';
  let picture = restored?.picture?.script === script ? restored.picture : undefined;
  let saved = '';
  let timesOpen = restored?.timesOpen ?? false;
  // What this panel remembers is newer than what its document was made with.
  let layout = parseTableLayout(restored?.layout ?? parseObject(root.dataset['layout']));
  let frame: number | undefined;
  const model = new PanelModel(post, drawSoon, () => document.hasFocus());
  const details = new DetailsModel(
    post,
    () => {
      drawSoon();
      saveState();
    },
    restored?.details,
  );

  if (restored !== undefined) model.restore(restored.list, parseRowQuery(restored.query));

  function post(message: FromPanel): void {
    vscode.postMessage(message);
  }

  function save(savedList: string, position: TablePosition, drawn?: readonly number[]): void {
    list = savedList;
    positions.set(list, position);
    // Until the host has spoken the one that is shown is the last.
    if (drawn && !model.isPicture) picture = takePicture(model, drawn, script);
    saveState();
  }

  function saveTimesOpen(open: boolean): void {
    timesOpen = open;
    saveState();
    drawSoon();
  }

  function saveState(): void {
    const run = model.shown?.run?.id;
    const state: PanelState = {
      ...(positions.get(list) ?? { scrollTop: 0 }),
      list,
      query: model.query,
      layout,
      details: details.state,
      timesOpen,
      ...(run !== undefined && { run }),
      ...(picture !== undefined && isPictureOf(model, picture) && { picture }),
    };
    // VS Code sends it through several processes.
    const text = JSON.stringify(state);
    if (text !== saved) vscode.setState(state);
    saved = text;
  }

  function changeLayout(change: (before: TableLayout) => TableLayout): void {
    layout = change(layout);
    saveState();
    model.actions.keepLayout(layout);
    drawSoon();
  }

  function say(text: string): void {
    announcer.end(text);
  }

  function drawSoon(): void {
    frame ??= requestAnimationFrame(draw);
  }

  function draw(): void {
    frame = undefined;
    // Nobody answers what is done to a picture.
    root.inert = model.isPicture;
    const times = { timesOpen, saveTimesOpen };
    render(
      <Panel {...{ model, details, strings, positions, save, layout, changeLayout, say, ...times }} />,
      root,
    );
  }

  window.addEventListener('message', (event: MessageEvent<ToPanel>) => {
    const before = model.shown;
    model.receive(event.data);
    details.receive(event.data);
    const now = model.shown;
    if (now?.run?.id !== before?.run?.id) announcer.hush();
    // What is gone is not to be remembered.
    if (now !== undefined && now.run === undefined) saveState();
    if (now?.summary === undefined) return;
    if (model.running) announcer.update(announcement(now.summary, true, strings));
    else if (before?.state === 'running' && before.run?.id === now.run?.id) {
      announcer.end(announcement(now.summary, false, strings));
    }
  });
  // The host gets to work while the picture is drawn.
  post({ type: 'ready' });
  if (picture !== undefined) {
    model.restorePicture(picture);
    draw();
  }
  setInterval(() => model.ping(), pingMilliseconds);
}

function liveRegion(): (text: string) => void {
  const region = document.createElement('div');
  region.className = 'unseen';
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return (text) => {
    region.textContent = text;
  };
}

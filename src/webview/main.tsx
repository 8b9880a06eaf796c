import '@vscode-elements/elements/dist/vscode-button/index.js';
import '@vscode-elements/elements/dist/vscode-progress-bar/index.js';
import '@vscode/codicons/dist/codicon.css';
import '../../media/panel.css';
import { render } from 'preact';
import type { FromPanel, ToPanel } from '../core/panelProtocol.ts';
import { Announcer } from './announcer.ts';
import { Panel } from './panel.tsx';
import { PanelModel } from './panelModel.ts';
import type { TablePosition } from './rowTable.tsx';
import { readStrings } from './strings.ts';
import { announcement } from './summaryText.ts';

/** Between two questions for a sign of life of the host. */
const pingMilliseconds = 5000;

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

  let frame: number | undefined;
  const model = new PanelModel(post, () => {
    frame ??= requestAnimationFrame(draw);
  });

  if (restored?.filter !== undefined) model.setFilter(restored.filter);

  function post(message: FromPanel): void {
    vscode.postMessage(message);
  }

  function save(list: string, position: TablePosition): void {
    positions.set(list, position);
    const run = model.shown?.run?.id;
    vscode.setState({
      list,
      ...position,
      ...(run !== undefined && { run }),
      ...(model.filter !== undefined && { filter: model.filter }),
    });
  }

  function say(text: string): void {
    announcer.end(text);
  }

  function draw(): void {
    frame = undefined;
    render(<Panel model={model} strings={strings} positions={positions} save={save} say={say} />, root);
  }

  window.addEventListener('message', (event: MessageEvent<ToPanel>) => {
    const before = model.shown;
    model.receive(event.data);
    const now = model.shown;
    if (now?.run?.id !== before?.run?.id) announcer.hush();
    if (now?.summary === undefined) return;
    if (model.running) announcer.update(announcement(now.summary, true, strings));
    else if (before?.state === 'running' && before.run?.id === now.run?.id) {
      announcer.end(announcement(now.summary, false, strings));
    }
  });
  post({ type: 'ready' });
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

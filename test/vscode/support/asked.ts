import * as vscode from 'vscode';
import { withStub } from './stub.ts';

/** What a person answers: picks by their labels one after the other, a place to write to, buttons of messages. */
export interface Answers {
  picks?: readonly string[];
  place?: vscode.Uri;
}

/** What a person was shown. */
export interface Shown {
  /** The labels and descriptions of each list. */
  offered: string[][];
  messages: string[];
  /** What was proposed as the place. */
  proposed: string | undefined;
}

type Window = Record<
  | 'showQuickPick'
  | 'showSaveDialog'
  | 'showOpenDialog'
  | 'showInformationMessage'
  | 'showWarningMessage'
  | 'showErrorMessage'
  | 'setStatusBarMessage',
  unknown
>;

/** Answers whatever is asked while `use` runs. */
export async function answering({ picks = [], place }: Answers, use: () => Promise<unknown>): Promise<Shown> {
  const window = vscode.window as Window;
  const shown: Shown = { offered: [], messages: [], proposed: undefined };
  const left = [...picks];
  const pick = async (items: readonly vscode.QuickPickItem[]) => {
    shown.offered.push(items.map(({ label, description = '' }) => `${label} ${description}`.trim()));
    const wanted = left.shift();
    return items.find(({ label }) => label === wanted);
  };
  const save = async ({ defaultUri }: vscode.SaveDialogOptions) => {
    shown.proposed = defaultUri?.path;
    return place;
  };
  const open = async () => place && [place];
  const say = async (message: string) => void shown.messages.push(message);
  const stubs: [keyof Window, unknown][] = [
    ['showQuickPick', pick],
    ['showSaveDialog', save],
    ['showOpenDialog', open],
    ['showInformationMessage', say],
    ['showWarningMessage', say],
    ['showErrorMessage', say],
    ['setStatusBarMessage', say],
  ];
  const run = stubs.reduce<() => Promise<unknown>>(
    (inner, [name, stub]) =>
      () =>
        withStub(window, name, stub, inner),
    use,
  );
  await run();
  return shown;
}

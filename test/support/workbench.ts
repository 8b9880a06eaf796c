import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Frame, Locator, Page } from 'playwright-core';
import type { Profile } from './profile.ts';
import { waitFor } from './waitFor.ts';

/** ms after which a person presses a key again. */
const patience = 3000;

/** A VS Code window, and the words to say what a person does in it. Each waits for its effect, and throws in its absence. */
export class Workbench implements AsyncDisposable {
  readonly page: Page;
  /** The folder that is open: a copy of the one asked for. */
  readonly folder: string;
  /** Where a browser finds the same workbench; a desktop has none. */
  readonly address: string | undefined;
  private readonly profile: Profile;
  private readonly stack: AsyncDisposableStack;

  constructor(
    page: Page,
    folder: string,
    address: string | undefined,
    profile: Profile,
    stack: AsyncDisposableStack,
  ) {
    this.page = page;
    this.folder = folder;
    this.address = address;
    this.profile = profile;
    this.stack = stack;
  }

  /** What the command palette offers for a text, as it is shown. */
  async findCommands(text: string): Promise<string[]> {
    await this.openQuickInput('F1', '>', text);
    const labels = await this.quickInputRows().locator('.label-name').allInnerTexts();
    await this.page.keyboard.press('Escape');
    return labels;
  }

  /** Runs a command of the palette by its whole title, such as `Gather: Show Results`. */
  async runCommand(title: string): Promise<void> {
    // VS Code registers some of its own commands a while after it is there, and an open palette does not learn of them.
    await waitFor(`the command ${title}`, async () => {
      await this.openQuickInput('F1', '>', title);
      const there = await happens(this.quickInputRow(title).waitFor({ timeout: patience }));
      // To choose it is not tried again: a command that a slow window had taken already would run twice.
      await (there ? this.pick(title) : this.page.keyboard.press('Escape'));
      return there;
    });
  }

  /**
   * Runs a command that opens a list, looks at it, and chooses a row. Once more where VS Code has closed the list: on a slow
   * machine an editor or a webview gets the focus back only after that has opened.
   */
  async choose(title: string, row: (rows: Locator) => Locator, look?: () => Promise<void>): Promise<void> {
    const chosen = row(this.quickInputRows());
    await waitFor(
      `a row to choose of ${title}`,
      async () => {
        await this.runCommand(title);
        if (!(await happens(chosen.waitFor({ timeout: patience })))) return undefined;
        await look?.();
        return happens(chosen.click({ timeout: patience }));
      },
      60_000,
    );
  }

  /** Exports the results that the panel shows into a file, whose name is the one that is proposed; looks at that before. */
  async exportAs(format: string, path: string, look?: () => Promise<void>): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    const isProposed = async () => ((await input.inputValue()).endsWith(basename(path)) ? true : undefined);
    await waitFor(
      `the results to be exported as ${format}`,
      async () => {
        await this.choose('Gather: Export Results…', (rows) => rows.getByText(format, { exact: true }));
        // This may be closed as the list may.
        if (!(await happens(waitFor('the proposed path', isProposed, patience)))) return undefined;
        await look?.();
        return happens(input.fill(path, { timeout: patience }).then(() => input.press('Enter')));
      },
      60_000,
    );
  }

  /** Opens a file of the folder through quick open, and waits for its editor. */
  async openFile(name: string): Promise<void> {
    await this.openQuickInput('ControlOrMeta+P', '', name);
    await this.pick(name);
    await this.page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  }

  /** Right-clicks into the text of the active editor. */
  async openContextMenu(): Promise<void> {
    await this.page
      .locator('.editor-group-container.active .monaco-editor .view-line')
      .first()
      .click({ button: 'right' });
    await this.menuItems().first().waitFor();
  }

  /** Opens a menu that has an item, again while it has not: what it depends on may still be on its way from the panel. */
  async openMenuWith(label: string, open: () => Promise<void>): Promise<void> {
    const item = this.menuItems().and(this.page.getByText(label, { exact: true }));
    await waitFor(`a menu with ${label}`, async () => {
      await open();
      await this.menuItems().first().waitFor();
      if ((await item.count()) > 0) return true;
      await this.page.keyboard.press('Escape');
      return undefined;
    });
  }

  /** Chooses an item of the open menu by its labels, through submenus. */
  async clickMenuItem(...path: string[]): Promise<void> {
    const item = (label: string) => this.menuItems().and(this.page.getByText(label, { exact: true }));
    const [last = '', ...parents] = path.toReversed();
    for (const label of parents.toReversed()) await item(label).click();
    // A menu that has just opened does not take a click: the one that opened it may still be ending.
    await waitFor(`the menu to take ${last}`, async () => {
      await item(last).click();
      return happens(this.menuItems().first().waitFor({ state: 'hidden', timeout: 500 }));
    });
  }

  /** The lines that the Output view shows of a channel: its last ones. */
  async outputText(channel: string): Promise<string[]> {
    await this.runCommand('Output: Show Output Channels...');
    await this.pick(channel);
    const [last = ''] = (await this.outputLog(channel)).trimEnd().split('\n').slice(-1);
    const lines = this.page.locator('.output-view .view-line');
    return waitFor(`the Output view to show ${channel}`, async () => {
      const shown = await lines.evaluateAll((all) =>
        all
          .map((line) => ({ top: line.getBoundingClientRect().top, text: line.textContent }))
          .sort((a, b) => a.top - b.top),
      );
      const texts = shown.map(({ text }) => text.replaceAll('\u00a0', ' '));
      // The view wraps long lines.
      return texts.some((text) => text !== '' && last.startsWith(text)) ? texts : undefined;
    });
  }

  /** All that was written to an output channel, from its log file. */
  async outputLog(channel: string): Promise<string> {
    const logs = join(this.profile.userData, 'logs');
    const names = await readdir(logs, { recursive: true });
    const name = names.find((each) => each.endsWith(`-${channel}.log`));
    return name ? readFile(join(logs, name), 'utf8') : '';
  }

  /** The frame of the results panel. */
  async panelFrame(): Promise<Frame> {
    return waitFor('the results panel', async () => {
      // It may be in a window of its own.
      for (const frame of this.page
        .context()
        .pages()
        .flatMap((page) => page.frames())) {
        // While a window is loaded again, frames go.
        if (
          await frame
            .locator('#gather-panel')
            .count()
            .catch(() => 0)
        )
          return frame;
      }
      return undefined;
    });
  }

  /** Reloads the window as VS Code does it, which opens again what was open. */
  async reload(): Promise<void> {
    // What the address says is to be opened would be opened in the place of that.
    await this.page.evaluate(`history.replaceState(null, '', location.href.replace(/&payload=[^&]*/, ''))`);
    const title = 'Developer: Reload Window';
    await this.openQuickInput('F1', '>', title);
    await this.quickInputRows().first().getByText(title, { exact: true }).waitFor();
    const loaded = this.page.waitForEvent('load');
    // By a key: the row that would be clicked goes with the window.
    await this.page.keyboard.press('Enter');
    await loaded;
  }

  /** Saves a picture of the window. */
  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Ends VS Code and removes its folders. */
  async close(): Promise<void> {
    await this.stack.disposeAsync();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  private quickInputRows(): Locator {
    return this.page.locator('.quick-input-widget .quick-input-list .monaco-list-row');
  }

  private menuItems() {
    return this.page.locator('.monaco-menu .action-menu-item .action-label');
  }

  private async openQuickInput(key: string, prefix: string, text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input');
    let pressed = -Infinity;
    await waitFor('the quick input', async () => {
      // What is typed before the prefix is there would be lost.
      if (await input.isVisible()) return (await input.inputValue()) === prefix ? true : undefined;
      // A key that a webview gets before it has been loaded gets nowhere.
      if (performance.now() - pressed > patience) {
        await this.page.keyboard.press(key);
        pressed = performance.now();
      }
      return undefined;
    });
    await input.fill(prefix + text);
    await this.quickInputRows().first().waitFor();
  }

  private quickInputRow(label: string): Locator {
    return this.quickInputRows()
      .filter({ has: this.page.getByText(label, { exact: true }) })
      .first();
  }

  private async pick(label: string): Promise<void> {
    const row = this.quickInputRow(label);
    await row.click();
    await row.waitFor({ state: 'hidden' });
  }
}

/** Whether what a person does or waits for succeeds. */
function happens(action: Promise<unknown>): Promise<true | undefined> {
  return action.then(
    () => true,
    () => undefined,
  );
}

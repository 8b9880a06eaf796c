import * as vscode from 'vscode';

const prefix = 'gather.secret.';

interface StoredSecret {
  value: string;
  /** Where it may be sent. */
  origins: string[];
}

/** A secret, and where it may be sent. */
export interface NamedSecret extends Readonly<StoredSecret> {
  name: string;
}

/** The secrets that documents and settings name: each is asked for once, and sent only where a person has agreed. */
export class Secrets {
  private readonly storage: vscode.SecretStorage;
  /** Questions follow each other: what one run asks for, another may ask for as well. */
  private asking: Promise<unknown> = Promise.resolve();

  constructor(storage: vscode.SecretStorage) {
    this.storage = storage;
  }

  /** The secret of a name, which is to be sent to these origins; `undefined` where a person does not want that. */
  take(name: string, origins: readonly string[]): Promise<NamedSecret | undefined> {
    const taking = this.asking.then(() => this.ask(name, origins));
    this.asking = taking.catch(() => undefined);
    return taking;
  }

  /** The secret of a name as far as it is known, without asking. */
  async known(name: string): Promise<NamedSecret | undefined> {
    const stored = await this.storage.get(prefix + name);
    return stored === undefined ? undefined : { name, ...(JSON.parse(stored) as StoredSecret) };
  }

  /** All that are known, by name. */
  async list(): Promise<readonly NamedSecret[]> {
    const names = (await this.storage.keys())
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length))
      .toSorted();
    const secrets = await Promise.all(names.map((name) => this.known(name)));
    return secrets.filter((each) => each !== undefined);
  }

  async forget(name: string): Promise<void> {
    await this.storage.delete(prefix + name);
  }

  private async ask(name: string, origins: readonly string[]): Promise<NamedSecret | undefined> {
    const known = await this.known(name);
    const added = origins.filter((origin) => !known?.origins.includes(origin));
    if (known && added.length === 0) return known;
    const value = known ? await agreed(known, added) : await typed(name, origins);
    if (!value) return undefined;
    const secret: StoredSecret = { value, origins: [...(known?.origins ?? []), ...added] };
    await this.storage.store(prefix + name, JSON.stringify(secret));
    return { name, ...secret };
  }
}

function typed(name: string, origins: readonly string[]): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Secret {0}', name),
    prompt: vscode.l10n.t(
      'It is sent to {0} and nowhere else, and kept in the secret storage of VS Code.',
      inWords(origins),
    ),
    password: true,
    ignoreFocusOut: true,
  });
}

async function agreed(
  { name, value, origins }: NamedSecret,
  added: readonly string[],
): Promise<string | undefined> {
  const send = vscode.l10n.t('Send');
  const message = vscode.l10n.t('Send the secret {0} to {1} too?', name, inWords(added));
  const detail = vscode.l10n.t('So far it may be sent to {0}.', inWords(origins));
  const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, send);
  return choice === send ? value : undefined;
}

const mostNamed = 5;

function inWords(origins: readonly string[]): string {
  const named = origins.slice(0, mostNamed);
  const more = origins.length - named.length;
  if (more > 0) named.push(vscode.l10n.t('{0} more hosts', more));
  return new Intl.ListFormat(vscode.env.language).format(named);
}
